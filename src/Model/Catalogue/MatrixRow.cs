namespace Model.Catalogue;

/// <summary>One entry of a scenario's table of platforms.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Set">The parameters that differ from their defaults.</param>
/// <param name="Observed">What the reports say that was seen there, or empty when nobody reported on it.</param>
/// <param name="Expected">The verdict that fits.</param>
public sealed record MatrixRow(
    string Platform,
    IReadOnlyDictionary<string, string> Set,
    string Observed,
    ExpectedVerdict Expected
)
{
    /// <summary>The patch file that the platform is checked with, <c>null</c> for the platform as it is.</summary>
    public string? Patch { get; init; }

    /// <summary>
    /// The line of the scenario file that the entry begins on, from 1; <c>null</c> for an entry of no file.
    /// </summary>
    public int? Line { get; init; }
}

/// <summary>Makes rows of a matrix.</summary>
internal static class MatrixRows
{
    /// <summary>A row in which every property holds.</summary>
    public static MatrixRow Holds(
        string platform,
        string observed,
        params ReadOnlySpan<(string Name, string Value)> set
    ) => new(platform, Dictionary(set), observed, ExpectedVerdict.Holds);

    /// <summary>A row in which properties of just these kinds fail.</summary>
    public static MatrixRow Violates(
        string platform,
        string observed,
        string[] kinds,
        params ReadOnlySpan<(string Name, string Value)> set
    ) => new(platform, Dictionary(set), observed, ExpectedVerdict.Violates(kinds));

    private static SortedDictionary<string, string> Dictionary(ReadOnlySpan<(string Name, string Value)> set)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in set)
        {
            values.Add(name, value);
        }

        return values;
    }
}
