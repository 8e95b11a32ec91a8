namespace Differential;

/// <summary>Everything that a program can do, as far as it can be seen from outside.</summary>
/// <param name="States">All states: the objects, and where each process is.</param>
/// <param name="Ends">Those in which nothing can step, unless a process has failed.</param>
/// <param name="Violations">Kind and property of each violation, with the length of the shortest way there.</param>
internal sealed record Behaviour(
    SortedSet<string> States,
    SortedSet<string> Ends,
    SortedDictionary<string, int> Violations
)
{
    public const string Invariant = "b stays below 3";
    public const string Goal = "a becomes 1";

    public Behaviour()
        : this(new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal)) { }

    /// <summary>Notes a violation.</summary>
    public void Violate(string kind, string property, int steps)
    {
        string violation = $"{kind}: {property}";
        Violations[violation] = Math.Min(steps, Violations.GetValueOrDefault(violation, int.MaxValue));
    }

    /// <summary>The first thing in which another behaviour differs; <c>null</c> when nothing does.</summary>
    /// <param name="other">What is compared with this, the truth.</param>
    /// <param name="lengths">Whether the shortest ways must be as long.</param>
    public string? DifferenceTo(Behaviour other, bool lengths) =>
        Difference("state", States, other.States)
        ?? Difference("end", Ends, other.Ends)
        ?? Difference("violation", Lines(Violations, lengths), Lines(other.Violations, lengths));

    private static SortedSet<string> Lines(SortedDictionary<string, int> violations, bool lengths) =>
        new(
            violations.Select(violation => lengths ? $"{violation.Key} after {violation.Value} steps" : violation.Key),
            StringComparer.Ordinal
        );

    private static string? Difference(string what, SortedSet<string> expected, SortedSet<string> found) =>
        expected.Except(found).FirstOrDefault() is { } missing ? $"{what} is missed: {missing}"
        : found.Except(expected).FirstOrDefault() is { } wrong ? $"{what} cannot be: {wrong}"
        : null;
}
