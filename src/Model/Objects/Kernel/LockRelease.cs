using Model.Steps;

namespace Model.Objects.Kernel;

internal sealed record LockRelease(KernelLock Lock, string Process, LockMode Mode) : Operation<Nothing>
{
    public override string Kind => Mode == LockMode.Exclusive ? "unlock" : "read unlock";

    public override IReadOnlyList<Access> Footprint => Lock.Touched;

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var state = states.Of(Lock);
        bool holds = Mode == LockMode.Exclusive ? state.Owner == Process : state.Readers.Contains(Process);
        if (holds)
        {
            outcomes.Add(default, Lock.Released(states, Process));
        }
        else
        {
            outcomes.Refuse(Mode == LockMode.Exclusive ? $"{Lock.Name} is released only by its holder" : $"{Lock.Name} is released only by a reader of it");
        }
    }
}
