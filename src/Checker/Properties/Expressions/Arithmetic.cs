namespace Checker.Properties.Expressions;

/// <summary>The operations on numbers that are not defined for all operands: their exceptions carry the message for the user.</summary>
internal static class Arithmetic
{
    public static Int128 Negate(Int128 value) => checked(-value);

    public static Int128 Divide(Int128 dividend, Int128 divisor) => checked(dividend / NotZero(divisor));

    public static Int128 Remainder(Int128 dividend, Int128 divisor) =>
        // The one quotient that overflows has the remainder zero.
        NotZero(divisor) == -1 ? 0 : dividend % divisor;

    public static Int128 ShiftLeft(Int128 value, Int128 count)
    {
        Int128 shifted = value << CountOf(count);
        return shifted >> (int)count == value ? shifted : throw new OverflowException();
    }

    public static Int128 ShiftRight(Int128 value, Int128 count) => value >> CountOf(count);

    private static Int128 NotZero(Int128 divisor) =>
        divisor != 0 ? divisor : throw new DivideByZeroException("expected a divisor other than 0, found 0");

    private static int CountOf(Int128 count) =>
        count >= 0 && count < 128
            ? (int)count
            : throw new ArithmeticException($"expected a shift by 0 to 127 bits, found {count}");
}
