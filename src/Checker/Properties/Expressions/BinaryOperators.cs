using Model.Steps;

namespace Checker.Properties.Expressions;

/// <summary>
/// Every operator between two operands, with C's precedences; implication, which C lacks, binds least.
/// </summary>
internal static class BinaryOperators
{
    /// <summary>The one operator that groups from the right.</summary>
    public static readonly LogicalOperator Implication = new(
        "=>",
        1,
        (left, right) => states => !left(states) || right(states)
    );

    public static readonly LogicalOperator Conjunction = new(
        "&&",
        3,
        (left, right) => states => left(states) && right(states)
    );

    private static readonly BinaryOperator[] _all =
    [
        Implication,
        new LogicalOperator("||", 2, (left, right) => states => left(states) || right(states)),
        Conjunction,
        new ArithmeticOperator("|", 4, (left, right) => left | right),
        new ArithmeticOperator("^", 5, (left, right) => left ^ right),
        new ArithmeticOperator("&", 6, (left, right) => left & right),
        new ComparisonOperator("==", 7, (left, right) => left == right, (left, right) => left == right),
        new ComparisonOperator("!=", 7, (left, right) => left != right, (left, right) => left != right),
        new ComparisonOperator("<", 8, (left, right) => left < right),
        new ComparisonOperator("<=", 8, (left, right) => left <= right),
        new ComparisonOperator(">", 8, (left, right) => left > right),
        new ComparisonOperator(">=", 8, (left, right) => left >= right),
        new ArithmeticOperator("<<", 9, Arithmetic.ShiftLeft),
        new ArithmeticOperator(">>", 9, Arithmetic.ShiftRight),
        new ArithmeticOperator("+", 10, (left, right) => checked(left + right)),
        new ArithmeticOperator("-", 10, (left, right) => checked(left - right)),
        new ArithmeticOperator("*", 11, (left, right) => checked(left * right)),
        new ArithmeticOperator("/", 11, Arithmetic.Divide),
        new ArithmeticOperator("%", 11, Arithmetic.Remainder),
    ];

    /// <summary>The operator that <paramref name="token"/> stands for, or <c>null</c>.</summary>
    public static BinaryOperator? Of(Token token)
    {
        string? symbol = token.Kind switch
        {
            TokenKind.Symbol => token.Text,
            TokenKind.Word when token.Text == "and" => "&&",
            TokenKind.Word when token.Text == "or" => "||",
            _ => null,
        };
        return _all.FirstOrDefault(candidate => candidate.Symbol == symbol);
    }
}

/// <summary>An operator between two operands.</summary>
/// <param name="Symbol">As it is written.</param>
/// <param name="Precedence">The higher, the tighter it binds.</param>
internal abstract record BinaryOperator(string Symbol, int Precedence);

/// <summary>
/// Two numbers make a number. <paramref name="Apply"/> throws <see cref="ArithmeticException"/> when there is none.
/// </summary>
internal sealed record ArithmeticOperator(string Symbol, int Precedence, Func<Int128, Int128, Int128> Apply)
    : BinaryOperator(Symbol, Precedence);

/// <summary>Two numbers make a truth; with <paramref name="ApplyToTruths"/>, two truths do as well.</summary>
internal sealed record ComparisonOperator(
    string Symbol,
    int Precedence,
    Func<Int128, Int128, bool> Apply,
    Func<bool, bool, bool>? ApplyToTruths = null
) : BinaryOperator(Symbol, Precedence);

/// <summary>Two truths make a truth; the right one is evaluated only when the left one does not decide.</summary>
internal sealed record LogicalOperator(
    string Symbol,
    int Precedence,
    Func<Func<StateView, bool>, Func<StateView, bool>, Func<StateView, bool>> Join
) : BinaryOperator(Symbol, Precedence);

/// <summary>
/// The operations on numbers that are not defined for all operands: their exceptions carry the message for the user.
/// </summary>
internal static class Arithmetic
{
    public static Int128 Negate(Int128 value) => checked(-value);

    public static Int128 Divide(Int128 dividend, Int128 divisor) => checked(dividend / NotZero(divisor));

    public static Int128 Remainder(Int128 dividend, Int128 divisor) =>
        // The one quotient that overflows has the remainder zero.
        NotZero(divisor) == -1
            ? 0
            : dividend % divisor;

    public static Int128 ShiftLeft(Int128 value, Int128 count)
    {
        var shifted = value << CountOf(count);
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
