using Checker.Coyote.Executions;

namespace Checker.Coyote.Schedules;

/// <summary>What Coyote has shown.</summary>
internal sealed record CoyoteResult
{
    /// <summary>The first schedule that broke each broken property, in order of finding.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Suspicions that Checker's own search of every reachable state refuted.</summary>
    public required int Refuted { get; init; }

    /// <summary>Schedules that were run.</summary>
    public required int Schedules { get; init; }

    /// <summary>Steps taken in all of them.</summary>
    public required long Steps { get; init; }

    /// <summary>Steps of the longest.</summary>
    public required int LongestSchedule { get; init; }

    /// <summary>Schedules that the limit on their length ended.</summary>
    public required int Cut { get; init; }

    /// <summary>Whether the user, or the time limit, ended the run.</summary>
    public required bool IsInterrupted { get; init; }

    /// <summary>Time taken; the only field that differs from run to run.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The findings that are no mere suspicions.</summary>
    public IReadOnlyList<Finding> Violations =>
        [.. Findings.Where(finding => finding.Certainty != Certainty.Suspected)];

    /// <summary>Whether a property fails for sure.</summary>
    public bool IsViolated => Violations.Count > 0;

    /// <summary>Schedules a second.</summary>
    public double SchedulesPerSecond => Schedules / Math.Max(Elapsed.TotalSeconds, 1e-9);
}
