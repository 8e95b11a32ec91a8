namespace Model.Guests.X86.Processor;

/// <summary>Arithmetic on operands of 1, 2, 4 or 8 bytes held in the low bits of a 64-bit number.</summary>
internal static class Width
{
    /// <summary>All ones in the low <paramref name="size"/> bytes.</summary>
    public static ulong Mask(int size) => ulong.MaxValue >> 64 - Bits(size);

    public static int Bits(int size) => size * 8;

    public static ulong Truncate(ulong value, int size) => value & Mask(size);

    /// <summary>The value with its operand's sign copied into every higher bit.</summary>
    public static ulong SignExtend(ulong value, int size)
    {
        int unused = 64 - Bits(size);
        return (ulong)((long)(value << unused) >> unused);
    }

    /// <summary>Whether the operand's most significant bit is set.</summary>
    public static bool Negative(ulong value, int size) => (value >> Bits(size) - 1 & 1) != 0;

    /// <summary>Bytes in an address, or in a stack slot, of this mode.</summary>
    public static int OfAddress(CpuMode mode) => mode == CpuMode.Bits64 ? 8 : 4;
}
