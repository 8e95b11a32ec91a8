using Model.Steps;

namespace Model.Objects;

internal sealed record WordStore(Word Word, ulong Value) : Operation<Nothing>
{
    public override string Kind => "store";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Word)];

    public override string Operand => Word.FormatValue(Value);

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) => outcomes.Add(default, Word.To(Value));
}
