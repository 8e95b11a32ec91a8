using Model.Steps;

namespace Checker.Properties.Expressions;

/// <summary>Two truths make a truth; the right one is evaluated only when the left one does not decide.</summary>
internal sealed record LogicalOperator(
    string Symbol,
    int Precedence,
    Func<Func<StateView, bool>, Func<StateView, bool>, Func<StateView, bool>> Join)
    : BinaryOperator(Symbol, Precedence);
