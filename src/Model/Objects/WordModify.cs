using Model.Steps;

namespace Model.Objects;

internal sealed record WordModify(Word Word, WordFunction Function, ulong Argument) : Operation<ulong>
{
    public override string Kind => Function == WordFunction.Exchange ? "exchange" : $"fetch-{Function.ToString().ToLowerInvariant()}";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Word)];

    public override string Operand => Word.FormatValue(Argument);

    protected override void Apply(StateView states, Outcomes<ulong> outcomes)
    {
        ulong seen = states.Of(Word);
        ulong next = Function switch
        {
            WordFunction.Exchange => Argument,
            WordFunction.Add => seen + Argument,
            WordFunction.And => seen & Argument,
            WordFunction.Or => seen | Argument,
            WordFunction.Xor => seen ^ Argument,
            _ => throw new InvalidOperationException($"Unknown function {Function}."),
        };
        outcomes.Add(seen, Word.To(next & Word.Mask));
    }

    protected override string Format(ulong response) => Word.FormatValue(response);
}
