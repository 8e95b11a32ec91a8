using System.Globalization;
using Model.Steps;

namespace Model.Guests;

/// <summary>OUT to a port that a scenario names as a log: seen in traces, no part of the state.</summary>
internal sealed record PortWrite(PortAccess Port) : Operation<Nothing>
{
    public override string Kind => "out";

    public override IReadOnlyList<Access> Footprint => [];

    public override string Operand => string.Create(CultureInfo.InvariantCulture, $"0x{Port.Port:x} <- {GuestValue.Format(Port.Value)}");

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) => outcomes.Add(default);
}
