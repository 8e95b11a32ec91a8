using Model.Steps;

namespace Model.Objects.Kernel;

internal sealed record SrcuReadLock(SleepableRcu Section, string Process) : Operation<int>
{
    public override string Kind => "srcu read lock";

    public override IReadOnlyList<Access> Footprint => Section.Touched;

    protected override void Apply(StateView states, Outcomes<int> outcomes)
    {
        var state = states.Of(Section);
        var entered = Section.To(state.With(new SrcuReader(Process, state.Index)));
        if (Section.Order is not { } order || state.HasReader(Process))
        {
            outcomes.Add(state.Index, entered);
        }
        else if (order.Misuse(states, Process, Section.Name, LockMode.Shared, sleeps: false) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else
        {
            outcomes.Add(state.Index, entered, order.Taken(states, new HeldLock(Process, Section.Name, LockMode.Shared, Spins: false), waited: true));
        }
    }
}
