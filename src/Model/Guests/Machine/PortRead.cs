using System.Globalization;
using Model.Steps;

namespace Model.Guests;

/// <summary>IN from a port that a scenario names: nothing answers there, so the bus reads as all ones, as on a PC.</summary>
internal sealed record PortRead(PortAccess Port) : Operation<uint>
{
    public override string Kind => "in";

    public override IReadOnlyList<Access> Footprint => [];

    public override string Operand => string.Create(CultureInfo.InvariantCulture, $"0x{Port.Port:x}");

    protected override void Apply(StateView states, Outcomes<uint> outcomes) => outcomes.Add(uint.MaxValue >> (32 - (Port.Size * 8)));

    protected override string Format(uint response) => GuestValue.Format(response);
}
