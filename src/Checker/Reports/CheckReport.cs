using System.Text.Json.Serialization;
using Checker.Traces;

namespace Checker.Reports;

/// <summary>The result of a check as JSON. The order of the properties is part of the contract.</summary>
internal record CheckReport
{
    /// <param name="subject">What was checked.</param>
    /// <param name="result">What came out.</param>
    /// <param name="traces">The saved trace of each violation, or <c>null</c>, in their order.</param>
    public CheckReport(TraceSubject subject, ExplorationResult result, IReadOnlyList<string?> traces)
    {
        var first = result.Violations.Count > 0 ? result.Violations[0] : null;
        Scenario = subject.Scenario;
        File = subject.File?.File;
        Platform = subject.Platform;
        Patch = subject.Patch?.File;
        Parameters = subject.Parameters;
        Verdict = Words.Of(result.Verdict);
        Within = result.Within;
        Note = result.Note;
        Exhaustive = result.Exhaustive;
        Kind = first is null ? null : Words.Of(first.Kind);
        Property = first?.Property;
        Steps = first?.Trace.Steps.Count;
        FullSteps = first?.Trace.AllSteps.Count;
        States = result.States;
        Transitions = result.Transitions;
        Depth = result.Depth;
        Seconds = Math.Round(result.Elapsed.TotalSeconds, 3);
        Trace = traces.Count > 0 ? traces[0] : null;
        Properties = [.. result.Violations.Zip(traces, (violation, trace) => new ViolationReport(
            Words.Of(violation.Kind),
            violation.Property,
            violation.Trace.Steps.Count,
            violation.Trace.AllSteps.Count,
            trace))];
        Reason = result.Verdict switch
        {
            Checker.Properties.Verdict.Bounded => result.StoppedBy,
            Checker.Properties.Verdict.Vacuous => string.Join("; ", result.VacuousBecause),
            _ => null,
        };
    }

    public string Scenario { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; }

    public string Platform { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Patch { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    public string Verdict { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Within { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; }

    public bool Exhaustive { get; }

    public string? Kind { get; }

    public string? Property { get; }

    public int? Steps { get; }

    public int? FullSteps { get; }

    public long States { get; }

    public long Transitions { get; }

    public int Depth { get; }

    public double Seconds { get; }

    public string? Trace { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; }

    public IReadOnlyList<ViolationReport> Properties { get; }
}
