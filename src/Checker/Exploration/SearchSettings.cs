using System.Diagnostics;

namespace Checker.Exploration;

/// <summary>How a search runs.</summary>
internal sealed record SearchSettings
{
    /// <summary>Which state comes next.</summary>
    public SearchOrder Order { get; init; }

    /// <summary>
    /// Threads that expand states in a breadth-first search; at least 1. They change nothing but the time.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>When to give up.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>What the search's memory counts against.</summary>
    public MemoryBudget Memory { get; init; } = MemoryBudget.OfMachine;

    /// <summary>Whether the first violation ends the search.</summary>
    public bool StopAtFirst { get; init; }

    /// <summary>Called now and then.</summary>
    public Action<Progress>? Report { get; init; }

    /// <summary>Ends the search with what is known so far.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>
/// In which order states are expanded. The verdict, the states and the transitions are the same; only breadth-first
/// traces are shortest.
/// </summary>
internal enum SearchOrder
{
    /// <summary>Nearest to the initial state first.</summary>
    BreadthFirst,

    /// <summary>Newest first.</summary>
    DepthFirst,
}

/// <summary>When to give up.</summary>
/// <param name="States">States at most.</param>
/// <param name="Time">Time at most; <c>null</c> for no limit.</param>
internal sealed record Limits(long States = long.MaxValue, TimeSpan? Time = null);

/// <summary>Tells how far a search is, and whether it has to give up. Its clock starts when it is made.</summary>
internal sealed class LimitWatch(SearchSettings settings)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Reports how far the search is.</summary>
    /// <param name="states">States found.</param>
    /// <param name="transitions">Transitions taken.</param>
    /// <param name="depth">Depth of the states being expanded.</param>
    /// <param name="waiting">States found and not yet looked at.</param>
    /// <param name="bytes">Memory of the state store.</param>
    /// <returns>What ends the search, in words; <c>null</c> when it can go on.</returns>
    public string? Look(long states, long transitions, int depth, long waiting, long bytes)
    {
        settings.Report?.Invoke(new Progress(states, transitions, depth, waiting, bytes, _clock.Elapsed));
        return settings.Cancellation.IsCancellationRequested ? "an interrupt"
            : _clock.Elapsed > settings.Limits.Time
                ? FormattableString.Invariant($"the time limit of {settings.Limits.Time.Value.TotalSeconds:0.###} s")
            : null;
    }
}
