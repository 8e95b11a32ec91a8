namespace Checker.Exploration;

/// <summary>What a search amounts to in numbers.</summary>
/// <param name="States">Different states found; for a random walk the states passed, repeats included.</param>
/// <param name="Transitions">Transitions taken.</param>
/// <param name="Depth">Length of the longest way to a state by which it was first found.</param>
/// <param name="Bytes">Memory of the state store at the end.</param>
internal sealed record SearchStatistics(long States, long Transitions, int Depth, long Bytes)
{
    /// <summary>
    /// The limit that stopped the search, in words; <c>null</c> when every reachable state was explored.
    /// </summary>
    public string? StoppedBy { get; init; }
}

/// <summary>How far a search is.</summary>
/// <param name="States">States found.</param>
/// <param name="Transitions">Transitions taken.</param>
/// <param name="Depth">Depth of the states being expanded.</param>
/// <param name="Waiting">States found and not yet expanded.</param>
/// <param name="Bytes">Memory of the state store.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct Progress(
    long States,
    long Transitions,
    int Depth,
    long Waiting,
    long Bytes,
    TimeSpan Elapsed
);
