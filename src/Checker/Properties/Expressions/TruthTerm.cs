using Model.Steps;

namespace Checker.Properties.Expressions;

/// <summary>A part of an expression that is true or false.</summary>
internal sealed record TruthTerm(int Start, int End, Func<StateView, bool> Value) : Term(Start, End)
{
    /// <summary>What must be true for the right side of an implication to matter; <c>null</c> when this is no implication.</summary>
    public Func<StateView, bool>? Antecedent { get; init; }
}
