namespace Model.Scenarios;

/// <summary>Makes rows of a matrix.</summary>
internal static class MatrixRows
{
    /// <summary>A row in which every property holds.</summary>
    public static MatrixRow Holds(string platform, string observed, params ReadOnlySpan<(string Name, string Value)> set) =>
        new(platform, Dictionary(set), observed, ExpectedVerdict.Holds);

    /// <summary>A row in which properties of just these kinds fail.</summary>
    public static MatrixRow Violates(string platform, string observed, string[] kinds, params ReadOnlySpan<(string Name, string Value)> set) =>
        new(platform, Dictionary(set), observed, ExpectedVerdict.Violates(kinds));

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
