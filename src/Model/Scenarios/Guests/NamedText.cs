namespace Model.Scenarios;

/// <summary>A value that a user gave to a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
internal readonly record struct NamedText(PlacedText Name, PlacedText Value);
