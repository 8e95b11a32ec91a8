using Checker.Coyote.Schedules;
using Checker.Reports;

namespace Checker.Coyote.Reports;

/// <summary>Both engines side by side on one model, as JSON.</summary>
/// <param name="row">What both say.</param>
internal sealed class CrossCheckReport(CrossCheckRow row)
{
    public string Scenario { get; } = row.Subject.Scenario;

    public string Platform { get; } = row.Subject.Platform;

    public IReadOnlyDictionary<string, string> Parameters { get; } = row.Subject.Parameters;

    public string Verdict { get; } = Labels.Of(row.Ours.Verdict);

    public IReadOnlyList<string> Kinds { get; } =
    [
        .. row
            .Ours.Violations.Select(violation => Labels.Of(violation.Kind))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    public long States { get; } = row.Ours.States;

    public double StatesPerSecond { get; } = Math.Round(row.StatesPerSecond);

    public IReadOnlyList<string> CoyoteKinds { get; } = row.Kinds;

    public int? Median { get; } = row.Ours.Violations.Count == 0 && row.Kinds.Count == 0 ? null : row.Median;

    public int Found { get; } = row.Found;

    public int Seeds { get; } = row.Theirs.Count;

    public int Limit { get; } = row.Limit;

    public long Schedules { get; } = row.Schedules;

    public double SchedulesPerSecond { get; } = Math.Round(row.SchedulesPerSecond, 1);

    public Agreement Agreement { get; } = row.Agreement;
}
