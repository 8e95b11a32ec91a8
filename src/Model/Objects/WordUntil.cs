using Model.Steps;

namespace Model.Objects;

internal sealed record WordUntil(Word Word, ulong Value) : Operation<Nothing>
{
    public override string Kind => "wait until";

    public override IReadOnlyList<Access> Footprint => [Access.Read(Word)];

    public override string Operand => $"= {Word.FormatValue(Value)}";

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        if (states.Of(Word) == Value)
        {
            outcomes.Add(default);
        }
    }
}
