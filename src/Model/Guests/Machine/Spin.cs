using Model.Steps;

namespace Model.Guests;

/// <summary>A CPU runs round for ever without an access that others could notice, such as <c>jmp $</c>: a step that changes nothing.</summary>
internal sealed record Spin : Operation<Nothing>
{
    public override string Kind => "spin";

    public override IReadOnlyList<Access> Footprint => [];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) => outcomes.Add(default);
}
