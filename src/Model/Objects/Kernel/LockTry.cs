using Model.Steps;

namespace Model.Objects.Kernel;

internal sealed record LockTry(KernelLock Lock, string Process, LockMode Mode) : Operation<bool>
{
    public override string Kind => Mode == LockMode.Exclusive ? "try lock" : "try read lock";

    public override IReadOnlyList<Access> Footprint => Lock.Touched;

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        if (Lock.Misuse(states, Process, Mode, waits: false) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else if (Lock.IsAvailable(states.Of(Lock), Process, Mode))
        {
            outcomes.Add(true, Lock.Taken(states, Process, Mode, waits: false));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "taken" : "busy";
}
