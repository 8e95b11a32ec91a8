using Model.Steps;

namespace Model.Guests;

/// <summary>A CPU that has executed HLT and whose registers are observed: it never goes on, and shows what it holds.</summary>
/// <param name="Cpu">The CPU at the end.</param>
internal sealed record Halted(CpuState Cpu) : Operation<Nothing>
{
    public override string Kind => "halt";

    public override IReadOnlyList<Access> Footprint => [];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
    }
}
