namespace Model.Guests;

/// <summary>Multiplication and division of operands of one width (Intel SDM volume 2: MUL, IMUL, DIV, IDIV).</summary>
internal static class Multiplication
{
    /// <summary>The double-width product, and whether its upper half says more than the lower one.</summary>
    public static (ulong Low, ulong High, bool Wide) Multiply(ulong left, ulong right, int size, bool signed)
    {
        int bits = Width.Bits(size);
        UInt128 product = signed
            ? (UInt128)((Int128)(long)Width.SignExtend(left, size) * (long)Width.SignExtend(right, size))
            : (UInt128)left * right;
        ulong low = Width.Truncate((ulong)product, size);
        ulong high = Width.Truncate((ulong)(product >> bits), size);
        ulong expected = signed && Width.Negative(low, size) ? Width.Mask(size) : 0;
        return (low, high, high != expected);
    }

    /// <summary>Quotient and remainder of a double-width dividend; <c>null</c> is #DE.</summary>
    public static (ulong Quotient, ulong Remainder)? Divide(ulong low, ulong high, ulong divisor, int size, bool signed) =>
        divisor == 0 ? null : signed ? DivideSigned(low, high, divisor, size) : DivideUnsigned(low, high, divisor, size);

    private static (ulong Quotient, ulong Remainder)? DivideUnsigned(ulong low, ulong high, ulong divisor, int size)
    {
        UInt128 dividend = (UInt128)high << Width.Bits(size) | low;
        (UInt128 quotient, UInt128 remainder) = UInt128.DivRem(dividend, divisor);
        return quotient > Width.Mask(size) ? null : ((ulong)quotient, (ulong)remainder);
    }

    private static (ulong Quotient, ulong Remainder)? DivideSigned(ulong low, ulong high, ulong divisor, int size)
    {
        Int128 dividend = (Int128)(long)Width.SignExtend(high, size) << Width.Bits(size) | (Int128)low;
        Int128 by = (long)Width.SignExtend(divisor, size);
        if (dividend == Int128.MinValue && by == -1)
        {
            return null;
        }

        (Int128 quotient, Int128 remainder) = Int128.DivRem(dividend, by);
        bool fits = quotient == (long)Width.SignExtend((ulong)quotient, size);
        return fits ? (Width.Truncate((ulong)quotient, size), Width.Truncate((ulong)remainder, size)) : null;
    }
}
