namespace Model.Scenarios;

/// <summary>One entry of a scenario's table of platforms.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Set">The parameters that differ from their defaults.</param>
/// <param name="Observed">What the reports say that was seen there, or empty when nobody reported on it.</param>
/// <param name="Expected">The verdict that fits.</param>
public sealed record MatrixRow(string Platform, IReadOnlyDictionary<string, string> Set, string Observed, ExpectedVerdict Expected);
