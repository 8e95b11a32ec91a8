using Model.Steps;
using Model.Systems;

namespace Checker.Automata;

/// <summary>A property ready to be judged.</summary>
/// <param name="Name">As reports show it.</param>
/// <param name="Kind">What it claims.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Antecedent">The left side when the predicate is an implication.</param>
internal sealed record CompiledProperty(string Name, PropertyKind Kind, Func<StateView, bool> Predicate, Func<StateView, bool>? Antecedent);
