namespace Checker.Properties.Expressions;

/// <summary>Two numbers make a number. <paramref name="Apply"/> throws <see cref="ArithmeticException"/> when there is none.</summary>
internal sealed record ArithmeticOperator(string Symbol, int Precedence, Func<Int128, Int128, Int128> Apply)
    : BinaryOperator(Symbol, Precedence);
