using System.Numerics;

namespace Model.Guests;

/// <summary>Setting and testing flags.</summary>
internal static class FlagArithmetic
{
    /// <summary>The flags with some of them set or cleared together.</summary>
    public static CpuFlags Put(this CpuFlags flags, CpuFlags which, bool set) => set ? flags | which : flags & ~which;

    /// <summary>The flags with SF, ZF and PF as a result gives them (Intel SDM volume 1, section 3.4.3.1).</summary>
    public static CpuFlags PutResult(this CpuFlags flags, ulong result, int size) => flags
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
