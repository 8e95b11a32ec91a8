namespace Model.Guests.X86.Processor;

/// <summary>
/// The flags that the guest model keeps, each at its position in RFLAGS (Intel SDM volume 1, section 3.4.3):
/// <code>
///  11  10   9   8   7   6   5   4   3   2   1   0
///  OF  DF  IF  TF  SF  ZF   .  AF   .  PF   .  CF
/// </code>
/// </summary>
[Flags]
public enum CpuFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>CF: carry or borrow out of the most significant bit.</summary>
    Carry = 1u << 0,

    /// <summary>PF: the low byte of the result has an even number of ones.</summary>
    Parity = 1u << 2,

    /// <summary>AF: carry or borrow out of bit 3.</summary>
    Adjust = 1u << 4,

    /// <summary>ZF: the result is zero.</summary>
    Zero = 1u << 6,

    /// <summary>SF: the most significant bit of the result.</summary>
    Sign = 1u << 7,

    /// <summary>TF: kept as POPF wrote it; the single-step trap itself is not modelled.</summary>
    Trap = 1u << 8,

    /// <summary>IF: kept as CLI, STI and POPF wrote it; delivering interrupts is up to the platform.</summary>
    Interrupt = 1u << 9,

    /// <summary>DF: string instructions go down in memory.</summary>
    Direction = 1u << 10,

    /// <summary>OF: signed overflow.</summary>
    Overflow = 1u << 11,

    /// <summary>The six flags that arithmetic writes.</summary>
    Status = Carry | Parity | Adjust | Zero | Sign | Overflow,

    /// <summary>The flags whose liveness is tracked; the others are always live.</summary>
    Tracked = Status | Direction,

    /// <summary>Every flag that is kept.</summary>
    All = Tracked | Trap | Interrupt,
}
