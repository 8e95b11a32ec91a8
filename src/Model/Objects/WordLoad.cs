using Model.Steps;

namespace Model.Objects;

internal sealed record WordLoad(Word Word) : Operation<ulong>
{
    public override string Kind => "load";

    public override IReadOnlyList<Access> Footprint => [Access.Read(Word)];

    protected override void Apply(StateView states, Outcomes<ulong> outcomes) => outcomes.Add(states.Of(Word));

    protected override string Format(ulong response) => Word.FormatValue(response);
}
