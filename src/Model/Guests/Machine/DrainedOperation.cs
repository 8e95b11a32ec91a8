using Model.Steps;

namespace Model.Guests;

internal sealed record DrainedOperation<T>(StoreBuffer Buffer, Operation<T> Inner) : Operation<T>
{
    public override string Kind => Inner.Kind;

    public override IReadOnlyList<Access> Footprint => [.. Inner.Footprint, Access.Read(Buffer)];

    public override string Operand => Inner.Operand;

    internal override IReadOnlyList<string> Places => [.. Inner.Places, Buffer.Name];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before, StateView after, object? response, IReadOnlyList<ObjectChange> changes) =>
        Inner.ShowChanges(before, after, response, changes);

    protected override void Apply(StateView states, Outcomes<T> outcomes)
    {
        if (states.Of(Buffer).Count > 0)
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
