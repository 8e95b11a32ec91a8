using Model.Steps;

namespace Model.Platforms;

internal sealed record WorldGate<T>(World World, int Cpu, Operation<T> Inner) : Operation<T>
{
    public override string Kind => Inner.Kind;

    public override IReadOnlyList<Access> Footprint => [.. Inner.Footprint, Access.Read(World)];

    public override string Operand => Inner.Operand;

    internal override IReadOnlyList<string> Places => [.. Inner.Places, World.Name];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before, StateView after, object? response, IReadOnlyList<ObjectChange> changes) =>
        Inner.ShowChanges(before, after, response, changes);

    protected override void Apply(StateView states, Outcomes<T> outcomes)
    {
        int holder = states.Of(World).Holder;
        if (holder != 0 && holder != Cpu + 1)
        {
            return;
        }

        foreach (var outcome in Inner.OutcomesIn(states))
        {
            outcomes.Add((T)outcome.Response!, outcome.Changes);
        }
    }

    protected override string Format(T response) => Inner.FormatResponse(response);
}
