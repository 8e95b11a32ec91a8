using Checker.Coyote.Executions;
using Checker.Exploration;
using Checker.Reports;
using Checker.Traces;

namespace Checker.Coyote.Schedules;

/// <summary>What both engines say about one model.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="Ours">What Checker has shown.</param>
/// <param name="Limit">Schedules that Coyote ran at most for each seed.</param>
/// <param name="Theirs">What Coyote has shown, for each seed up to its first violation.</param>
internal sealed record CrossCheckRow(
    TraceSubject Subject,
    ExplorationResult Ours,
    int Limit,
    IReadOnlyList<CoyoteResult> Theirs
)
{
    /// <summary>Number of seeds with which Coyote found a violation.</summary>
    public int Found => Theirs.Count(result => result.IsViolated);

    /// <summary>
    /// Schedules up to the first violation, the median over the seeds; <c>null</c> when half of the seeds, or more,
    /// found none.
    /// </summary>
    public int? Median =>
        Theirs.Count == 0
            ? null
            : Theirs
                .Select(result => result.IsViolated ? result.Violations[0].Schedule : (int?)null)
                .OrderBy(number => number ?? int.MaxValue)
                .ElementAt(Theirs.Count / 2);

    /// <summary>The kinds of violation that Coyote found, in ordinal order.</summary>
    public IReadOnlyList<string> Kinds =>
        [
            .. Theirs
                .SelectMany(result => result.Violations)
                .Select(finding => Labels.Of(finding.Kind))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Schedules that Coyote ran in all.</summary>
    public long Schedules => Theirs.Sum(result => (long)result.Schedules);

    /// <summary>Schedules a second.</summary>
    public double SchedulesPerSecond => Schedules / Math.Max(Theirs.Sum(result => result.Elapsed.TotalSeconds), 1e-9);

    /// <summary>Different states that Checker found a second.</summary>
    public double StatesPerSecond => Ours.States / Math.Max(Ours.Elapsed.TotalSeconds, 1e-9);

    /// <summary>How the two verdicts go together.</summary>
    public Agreement Agreement =>
        Contradiction is not null ? Agreement.Contradicts
        : Theirs.Any(result => result.IsInterrupted) ? Agreement.Undecided
        : Ours.Violations.Count == 0 ? (Ours.Exhaustive && Theirs.Count > 0 ? Agreement.Agrees : Agreement.Undecided)
        : Ours.Violations.All(violation => violation.Kind == ViolationKind.Refinement) ? Agreement.Undecided
        : Median is null ? Agreement.Missed
        : Agreement.Agrees;

    /// <summary>
    /// A violation that Coyote found and Checker, which visited every state, did not; <c>null</c> when there is none.
    /// </summary>
    public Finding? Contradiction =>
        !Ours.Exhaustive
            ? null
            : Theirs
                .SelectMany(result => result.Violations)
                .FirstOrDefault(finding =>
                    !Ours.Violations.Any(violation =>
                        violation.Kind == finding.Kind && violation.Property == finding.Property
                    )
                );
}
