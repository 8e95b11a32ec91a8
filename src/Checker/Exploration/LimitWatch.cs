using System.Diagnostics;

namespace Checker.Exploration;

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
            : _clock.Elapsed > settings.Limits.Time ? FormattableString.Invariant($"the time limit of {settings.Limits.Time.Value.TotalSeconds:0.###} s")
            : null;
    }
}
