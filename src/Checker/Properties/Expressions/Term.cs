using Model.Steps;

namespace Checker.Properties.Expressions;

/// <summary>
/// A part of an expression, read and compiled: a <see cref="NumberTerm"/> or a <see cref="TruthTerm"/>.
/// </summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index after its last character.</param>
internal abstract record Term(int Start, int End)
{
    /// <summary>How many operators its evaluation is deep; 0 for an operand.</summary>
    public int Height { get; init; }

    /// <summary>The operator that joins its two parts, or <c>null</c>; parentheses hide it.</summary>
    public BinaryOperator? Operator { get; init; }
}

/// <summary>A part of an expression whose value is a number.</summary>
internal sealed record NumberTerm(int Start, int End, Func<StateView, Int128> Value) : Term(Start, End);

/// <summary>A part of an expression that is true or false.</summary>
internal sealed record TruthTerm(int Start, int End, Func<StateView, bool> Value) : Term(Start, End)
{
    /// <summary>
    /// What must be true for the right side of an implication to matter; <c>null</c> when this is no implication.
    /// </summary>
    public Func<StateView, bool>? Antecedent { get; init; }
}
