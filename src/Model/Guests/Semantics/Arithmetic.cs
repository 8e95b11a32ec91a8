namespace Model.Guests;

/// <summary>
/// Addition, subtraction and logic on operands of one width, with their flags (Intel SDM volume 2: ADD, ADC, SUB, SBB, CMP, INC,
/// DEC, NEG, AND, OR, XOR).
/// </summary>
internal static class Arithmetic
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
        return new Computed(difference, PutCarries(flags, borrows, (left ^ right) & (left ^ difference), size).PutResult(difference, size));
    }

    public static Computed Increment(ulong value, int size, CpuFlags flags) => KeepCarry(Add(value, 1, false, size, flags), flags);

    public static Computed Decrement(ulong value, int size, CpuFlags flags) => KeepCarry(Subtract(value, 1, false, size, flags), flags);

    /// <summary>AND, OR and XOR clear CF and OF; AF is undefined.</summary>
    public static Computed Logic(ulong result, int size, CpuFlags flags) =>
        new(Width.Truncate(result, size), flags.Put(CpuFlags.Carry | CpuFlags.Overflow, false).PutResult(result, size));

    private static Computed KeepCarry(Computed computed, CpuFlags before) =>
        computed with { Flags = computed.Flags.Put(CpuFlags.Carry, (before & CpuFlags.Carry) != 0) };

    private static CpuFlags PutCarries(CpuFlags flags, ulong carries, ulong overflows, int size) => flags
        .Put(CpuFlags.Carry, Width.Negative(carries, size))
        .Put(CpuFlags.Adjust, (carries & 8) != 0)
        .Put(CpuFlags.Overflow, Width.Negative(overflows, size));
}
