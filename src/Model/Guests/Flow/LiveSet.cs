namespace Model.Guests;

/// <summary>Registers and flags whose values may still matter at some point of a guest's code; all others may be forgotten there.</summary>
/// <param name="Registers">The general registers.</param>
/// <param name="Flags">Of <see cref="CpuFlags.Tracked"/>; the other flags always matter.</param>
public readonly record struct LiveSet(RegisterSet Registers, CpuFlags Flags)
{
    /// <summary>Nothing may be forgotten.</summary>
    public static readonly LiveSet Everything = new(RegisterSet.All, CpuFlags.Tracked);

    /// <summary>What is in either set.</summary>
    /// <param name="left">A set.</param>
    /// <param name="right">Another.</param>
    public static LiveSet operator |(LiveSet left, LiveSet right) => new(left.Registers | right.Registers, left.Flags | right.Flags);

    /// <summary>The state with every register and flag that does not matter set to zero.</summary>
    /// <param name="cpu">A state at the point that the set belongs to.</param>
    public CpuState Mask(in CpuState cpu) =>
        cpu with { Registers = cpu.Registers.Keep(Registers), Flags = cpu.Flags & (Flags | ~CpuFlags.Tracked) };
}
