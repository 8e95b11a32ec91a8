using System.Globalization;
using Model.Guests.X86.Semantics;
using Model.Steps;

namespace Model.Machine;

/// <summary>What a write to an I/O port means.</summary>
public enum PortUse
{
    /// <summary>It is only noted in traces.</summary>
    Log,

    /// <summary>The guest reports a failure of its own: a violated assertion.</summary>
    Fail,
}

/// <summary>
/// IN from a port that a scenario names: nothing answers there, so the bus reads as all ones, as on a PC.
/// </summary>
internal sealed record PortRead(PortAccess Port) : Operation<uint>
{
    public override string Kind => "in";

    public override IReadOnlyList<Access> Footprint => [];

    public override string Operand => string.Create(CultureInfo.InvariantCulture, $"0x{Port.Port:x}");

    protected override void Apply(StateView states, Outcomes<uint> outcomes) =>
        outcomes.Add(uint.MaxValue >> (32 - (Port.Size * 8)));

    protected override string Format(uint response) => GuestValue.Format(response);
}

/// <summary>OUT to a port that a scenario names as a log: seen in traces, no part of the state.</summary>
internal sealed record PortWrite(PortAccess Port) : Operation<Nothing>
{
    public override string Kind => "out";

    public override IReadOnlyList<Access> Footprint => [];

    public override string Operand =>
        string.Create(CultureInfo.InvariantCulture, $"0x{Port.Port:x} <- {GuestValue.Format(Port.Value)}");

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) => outcomes.Add(default);
}
