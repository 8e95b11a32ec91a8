namespace Model.Scenarios;

/// <summary>A parameter of a scenario about a guest.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Words">What goes with each of its words; empty for a number.</param>
internal sealed record ParameterDefinition(Parameter Parameter, IReadOnlyDictionary<string, WordDefinition> Words);
