namespace Checker.Properties.Expressions;

/// <summary>Two numbers make a truth; with <paramref name="ApplyToTruths"/>, two truths do as well.</summary>
internal sealed record ComparisonOperator(
    string Symbol,
    int Precedence,
    Func<Int128, Int128, bool> Apply,
    Func<bool, bool, bool>? ApplyToTruths = null)
    : BinaryOperator(Symbol, Precedence);
