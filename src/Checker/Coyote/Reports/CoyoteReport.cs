using Checker.Coyote.Executions;
using Checker.Coyote.Schedules;
using Checker.Reports;
using Checker.Traces;

namespace Checker.Coyote.Reports;

/// <summary>What Coyote has shown, as JSON.</summary>
internal sealed record CoyoteReport
{
    /// <param name="subject">What was checked.</param>
    /// <param name="settings">Which schedules were tried.</param>
    /// <param name="result">What came out.</param>
    /// <param name="traces">The saved trace of each violation, or <c>null</c>, in their order.</param>
    public CoyoteReport(
        TraceSubject subject,
        CoyoteSettings settings,
        CoyoteResult result,
        IReadOnlyList<string?> traces
    )
    {
        var first = result.Violations.Count > 0 ? result.Violations[0] : null;
        Scenario = subject.Scenario;
        Platform = subject.Platform;
        Parameters = subject.Parameters;
        Engine = CoyoteRun.Engine;
        Strategy = settings.Strategy.ToString();
        Seed = settings.Seed;
        Verdict = CoyoteText.Verdict(result);
        Kind = first is null ? null : Labels.Of(first.Kind);
        Property = first?.Property;
        Schedule = first?.Schedule;
        Steps = first?.Steps.Count;
        Schedules = result.Schedules;
        Cut = result.Cut;
        Refuted = result.Refuted;
        Seconds = Math.Round(result.Elapsed.TotalSeconds, 3);
        Trace = traces.Count > 0 ? traces[0] : null;
        Properties =
        [
            .. result.Violations.Zip(
                traces,
                (finding, trace) =>
                    new FindingReport(
                        Labels.Of(finding.Kind),
                        finding.Property,
                        finding.Schedule,
                        finding.Steps.Count,
                        finding.Certainty,
                        trace
                    )
            ),
        ];
        Suspected =
        [
            .. result
                .Findings.Where(finding => finding.Certainty == Certainty.Suspected)
                .Select(finding => finding.Property),
        ];
    }

    public string Scenario { get; }

    public string Platform { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    public string Engine { get; }

    public string Strategy { get; }

    public int Seed { get; }

    public string Verdict { get; }

    public bool Exhaustive { get; }

    public string? Kind { get; }

    public string? Property { get; }

    public int? Schedule { get; }

    public int? Steps { get; }

    public int Schedules { get; }

    public int Cut { get; }

    public int Refuted { get; }

    public double Seconds { get; }

    public string? Trace { get; }

    public IReadOnlyList<FindingReport> Properties { get; }

    public IReadOnlyList<string> Suspected { get; }
}
