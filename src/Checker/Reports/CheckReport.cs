using System.Text.Json.Serialization;
using Checker.Properties;
using Checker.Traces;
using Model.Catalogue;

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
        Verdict = Labels.Of(result.Verdict);
        Within = result.Within;
        Note = result.Note;
        Exhaustive = result.Exhaustive;
        Kind = first is null ? null : Labels.Of(first.Kind);
        Property = first?.Property;
        Steps = first?.Trace.Steps.Count;
        FullSteps = first?.Trace.AllSteps.Count;
        States = result.States;
        Transitions = result.Transitions;
        Depth = result.Depth;
        Seconds = Math.Round(result.Elapsed.TotalSeconds, 3);
        Trace = traces.Count > 0 ? traces[0] : null;
        Properties =
        [
            .. result.Violations.Zip(
                traces,
                (violation, trace) =>
                    new ViolationReport(
                        Labels.Of(violation.Kind),
                        violation.Property,
                        violation.Trace.Steps.Count,
                        violation.Trace.AllSteps.Count,
                        trace
                    )
            ),
        ];
        Reason = Labels.Reason(result);
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

/// <summary>A property that fails, as JSON.</summary>
/// <param name="Kind">How it fails.</param>
/// <param name="Property">The property.</param>
/// <param name="Steps">Length of its trace; of kind <c>stuck</c> up to where nothing can help any more.</param>
/// <param name="FullSteps">Length with the steps from there to what goes on for ever; the same for other kinds.</param>
/// <param name="Trace">Path of the saved trace, or <c>null</c>.</param>
internal sealed record ViolationReport(string Kind, string Property, int Steps, int FullSteps, string? Trace);

/// <summary>A row of the matrix and what its check has shown.</summary>
/// <param name="Row">The row.</param>
/// <param name="Subject">What was checked.</param>
/// <param name="Result">What came out.</param>
internal sealed record CheckedRow(MatrixRow Row, TraceSubject Subject, ExplorationResult Result)
{
    /// <summary>The kinds of violation found, in ordinal order.</summary>
    public IReadOnlyList<string> Kinds =>
        [
            .. Result
                .Violations.Select(violation => Labels.Of(violation.Kind))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>
    /// Whether the check was cut short before it could show what was expected, and has shown nothing else.
    /// </summary>
    public bool IsUnknown =>
        !Agrees
        && !Result.Exhaustive
        && (Row.Expected is { Violated: true, NamesKinds: false } || Kinds.All(Row.Expected.Kinds.Contains));

    /// <summary>Whether the check has shown what was expected; a search that was cut short shows neither.</summary>
    public bool Agrees =>
        Result.Exhaustive
        && Result.Verdict == (Row.Expected.Violated ? Verdict.Violated : Verdict.Holds)
        && (!Row.Expected.NamesKinds || Kinds.SequenceEqual(Row.Expected.Kinds));
}
