namespace Model.Scenarios;

/// <summary>What else a word of a parameter decides.</summary>
/// <param name="Values">The values that go with it, by name.</param>
/// <param name="Needs">What other parameters must be set to.</param>
internal sealed record WordDefinition(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Needs);
