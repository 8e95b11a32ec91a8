namespace Checker.Exploration;

/// <summary>How a search runs.</summary>
internal sealed record SearchSettings
{
    /// <summary>Which state comes next.</summary>
    public SearchOrder Order { get; init; }

    /// <summary>Threads that expand states in a breadth-first search; at least 1. They change nothing but the time.</summary>
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
