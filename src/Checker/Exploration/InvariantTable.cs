using Checker.Automata;

namespace Checker.Exploration;

/// <summary>An invariant, and the left side of its implication when it is one.</summary>
/// <param name="Predicate">The invariant.</param>
/// <param name="Antecedent">When it applies; <c>null</c> when it always does.</param>
internal sealed record InvariantTable(PredicateTable Predicate, PredicateTable? Antecedent);
