namespace Model.Guests.X86.Processor;

/// <summary>
/// What one CPU holds between two instructions: general registers, flags and instruction pointer. A value: equal when
/// every field is.
/// </summary>
/// <param name="Registers">The general registers.</param>
/// <param name="Flags">The flags that are kept; the other RFLAGS bits are constant.</param>
/// <param name="Rip">Address of the next instruction.</param>
public readonly record struct CpuState(RegisterFile Registers, CpuFlags Flags, ulong Rip)
{
    /// <summary>The whole value of a register.</summary>
    /// <param name="register">Which register.</param>
    public ulong this[GeneralRegister register] => Registers[register];

    /// <summary>Reads a register or part of one, zero-extended.</summary>
    /// <param name="part">Which part.</param>
    public ulong Read(RegisterPart part)
    {
        ulong whole = Registers[part.Register];
        return part.High ? whole >> 8 & 0xff : Width.Truncate(whole, part.Size);
    }

    /// <summary>
    /// Writes a register or part of one. A 1- or 2-byte write leaves the other bytes as they were; a 4-byte write
    /// clears bits 63:32 (Intel SDM volume 1, section 3.4.1.1), which is also right in 32-bit mode, where they are
    /// always zero.
    /// </summary>
    /// <param name="part">Which part.</param>
    /// <param name="value">The new value; bits beyond the part are ignored.</param>
    public CpuState Write(RegisterPart part, ulong value)
    {
        ulong whole = Registers[part.Register];
        ulong written = part switch
        {
            { High: true } => whole & ~0xff00ul | (value & 0xff) << 8,
            { Size: >= 4 } => Width.Truncate(value, part.Size),
            _ => whole & ~Width.Mask(part.Size) | Width.Truncate(value, part.Size),
        };
        return this with { Registers = Registers.With(part.Register, written) };
    }

    /// <summary>A copy with one whole register replaced.</summary>
    /// <param name="register">Which register.</param>
    /// <param name="value">Its whole value.</param>
    public CpuState With(GeneralRegister register, ulong value) =>
        this with
        {
            Registers = Registers.With(register, value),
        };

    /// <summary>A copy with other flags.</summary>
    /// <param name="flags">All flags, not only the changed ones.</param>
    public CpuState WithFlags(CpuFlags flags) => this with { Flags = flags };

    /// <summary>
    /// A copy with the flags of another state: what an emulator commits when it writes back flags alone.
    /// </summary>
    /// <param name="other">The state to take flags from.</param>
    public CpuState WithFlagsOf(in CpuState other) => this with { Flags = other.Flags };

    /// <summary>
    /// A copy with the general registers of another state: what an emulator commits when it writes back registers
    /// alone.
    /// </summary>
    /// <param name="other">The state to take registers from.</param>
    public CpuState WithRegistersOf(in CpuState other) => this with { Registers = other.Registers };

    /// <summary>A copy with another instruction pointer.</summary>
    /// <param name="rip">Address of the next instruction.</param>
    public CpuState WithRip(ulong rip) => this with { Rip = rip };

    /// <summary>Whether all the given flags are set.</summary>
    /// <param name="flags">One flag or several.</param>
    public bool Has(CpuFlags flags) => (Flags & flags) == flags;
}

/// <summary>How wide a guest's registers, addresses and stack slots are (Intel SDM volume 1, section 3.1).</summary>
public enum CpuMode
{
    /// <summary>32-bit protected mode with flat segments: eight 32-bit registers, addresses wrap at 2^32.</summary>
    Bits32,

    /// <summary>64-bit mode: sixteen 64-bit registers, addresses wrap at 2^64.</summary>
    Bits64,
}
