using Model.Steps;

namespace Model.Objects;

internal sealed record WordCompareExchange(Word Word, ulong Expected, ulong Desired) : Operation<ulong>
{
    public override string Kind => "compare-exchange";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Word)];

    public override string Operand => $"{Word.FormatValue(Expected)} -> {Word.FormatValue(Desired)}";

    protected override void Apply(StateView states, Outcomes<ulong> outcomes)
    {
        ulong seen = states.Of(Word);
        if (seen == Expected)
        {
            outcomes.Add(seen, Word.To(Desired));
        }
        else
        {
            outcomes.Add(seen);
        }
    }

    protected override string Format(ulong response) =>
        response == Expected ? $"{Word.FormatValue(response)}, exchanged" : $"{Word.FormatValue(response)}, failed";
}
