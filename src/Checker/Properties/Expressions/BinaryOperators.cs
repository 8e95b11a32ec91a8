namespace Checker.Properties.Expressions;

/// <summary>Every operator between two operands, with C's precedences; implication, which C lacks, binds least.</summary>
internal static class BinaryOperators
{
    /// <summary>The one operator that groups from the right.</summary>
    public static readonly LogicalOperator Implication =
        new("=>", 1, (left, right) => states => !left(states) || right(states));

    public static readonly LogicalOperator Conjunction =
        new("&&", 3, (left, right) => states => left(states) && right(states));

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
