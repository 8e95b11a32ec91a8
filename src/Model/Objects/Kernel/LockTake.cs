using Model.Steps;

namespace Model.Objects.Kernel;

internal sealed record LockTake(KernelLock Lock, string Process, LockMode Mode) : Operation<Nothing>
{
    public override string Kind => Mode == LockMode.Exclusive ? "lock" : "read lock";

    public override IReadOnlyList<Access> Footprint => Lock.Touched;

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        if (Lock.Misuse(states, Process, Mode, waits: true) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else if (Lock.IsAvailable(states.Of(Lock), Process, Mode))
        {
            outcomes.Add(default, Lock.Taken(states, Process, Mode, waits: true));
        }
    }
}
