using Model.Steps;

namespace Model.Guests;

/// <summary>A CPU passes an instruction that a property names but that touches no shared memory: a step, so that it can be seen there.</summary>
internal sealed record Passage : Operation<Nothing>
{
    public override string Kind => "pass";

    public override IReadOnlyList<Access> Footprint => [];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) => outcomes.Add(default);
}
