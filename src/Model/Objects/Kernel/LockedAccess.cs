using Model.Steps;

namespace Model.Objects.Kernel;

internal sealed record LockedAccess(StoreBuffer Buffer, Word Word, Operation<ulong> Inner) : Operation<ulong>
{
    public override string Kind => $"locked {Inner.Kind}";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Word), Access.Read(Buffer)];

    public override string Operand => Inner.Operand;

    protected override void Apply(StateView states, Outcomes<ulong> outcomes)
    {
        if (states.Of(Buffer).Count > 0)
        {
            return;
        }

        foreach (var outcome in Inner.OutcomesIn(states))
        {
            outcomes.Add((ulong)outcome.Response!, outcome.Changes);
        }
    }

    protected override string Format(ulong response) => Inner.FormatResponse(response);
}
