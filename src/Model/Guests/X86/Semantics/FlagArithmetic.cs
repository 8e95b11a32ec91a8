using System.Numerics;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>Setting and testing flags.</summary>
internal static class FlagArithmetic
{
    /// <summary>The flags with some of them set or cleared together.</summary>
    public static CpuFlags Put(this CpuFlags flags, CpuFlags which, bool set) => set ? flags | which : flags & ~which;

    /// <summary>The flags with SF, ZF and PF as a result gives them (Intel SDM volume 1, section 3.4.3.1).</summary>
    public static CpuFlags PutResult(this CpuFlags flags, ulong result, int size) =>
        flags
            .Put(CpuFlags.Sign, Width.Negative(result, size))
            .Put(CpuFlags.Zero, Width.Truncate(result, size) == 0)
            .Put(CpuFlags.Parity, (BitOperations.PopCount(result & 0xff) & 1) == 0);

    /// <summary>Whether a condition holds (Intel SDM volume 1, appendix B).</summary>
    public static bool Satisfies(this CpuFlags flags, Condition condition)
    {
        bool zero = (flags & CpuFlags.Zero) != 0;
        bool less = (flags & CpuFlags.Sign) != 0 != ((flags & CpuFlags.Overflow) != 0);
        bool positive = (Condition)((int)condition & ~1) switch
        {
            Condition.Overflow => (flags & CpuFlags.Overflow) != 0,
            Condition.Below => (flags & CpuFlags.Carry) != 0,
            Condition.Equal => zero,
            Condition.BelowOrEqual => (flags & (CpuFlags.Carry | CpuFlags.Zero)) != 0,
            Condition.Sign => (flags & CpuFlags.Sign) != 0,
            Condition.Parity => (flags & CpuFlags.Parity) != 0,
            Condition.Less => less,
            _ => zero || less,
        };

        // The conditions come in pairs: an odd number is the negation of the even one before it.
        return positive != (((int)condition & 1) != 0);
    }
}

/// <summary>
/// Addition, subtraction and logic on operands of one width, with their flags (Intel SDM volume 2: ADD, ADC, SUB, SBB,
/// CMP, INC, DEC, NEG, AND, OR, XOR).
/// </summary>
internal static class IntegerArithmetic
{
    public static Computed Add(ulong left, ulong right, bool carry, int size, CpuFlags flags)
    {
        ulong sum = Width.Truncate(left + right + (carry ? 1ul : 0), size);
        // Where both operands have a one, or one of them has and the sum has not, a carry leaves that bit.
        ulong carries = left & right | (left | right) & ~sum;
        return new Computed(sum, PutCarries(flags, carries, (left ^ sum) & (right ^ sum), size).PutResult(sum, size));
    }

    public static Computed Subtract(ulong left, ulong right, bool borrow, int size, CpuFlags flags)
    {
        ulong difference = Width.Truncate(left - right - (borrow ? 1ul : 0), size);
        ulong borrows = ~left & right | (~left | right) & difference;
        return new Computed(
            difference,
            PutCarries(flags, borrows, (left ^ right) & (left ^ difference), size).PutResult(difference, size)
        );
    }

    public static Computed Increment(ulong value, int size, CpuFlags flags) =>
        KeepCarry(Add(value, 1, false, size, flags), flags);

    public static Computed Decrement(ulong value, int size, CpuFlags flags) =>
        KeepCarry(Subtract(value, 1, false, size, flags), flags);

    /// <summary>AND, OR and XOR clear CF and OF; AF is undefined.</summary>
    public static Computed Logic(ulong result, int size, CpuFlags flags) =>
        new(Width.Truncate(result, size), flags.Put(CpuFlags.Carry | CpuFlags.Overflow, false).PutResult(result, size));

    private static Computed KeepCarry(Computed computed, CpuFlags before) =>
        computed with
        {
            Flags = computed.Flags.Put(CpuFlags.Carry, (before & CpuFlags.Carry) != 0),
        };

    private static CpuFlags PutCarries(CpuFlags flags, ulong carries, ulong overflows, int size) =>
        flags
            .Put(CpuFlags.Carry, Width.Negative(carries, size))
            .Put(CpuFlags.Adjust, (carries & 8) != 0)
            .Put(CpuFlags.Overflow, Width.Negative(overflows, size));
}
