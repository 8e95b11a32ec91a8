using Checker.Reports;

namespace Checker.Validation;

/// <summary>A line of the table, in JSON.</summary>
internal sealed class LineReport
{
    /// <param name="line">The line.</param>
    /// <param name="trace">The saved trace, or <c>null</c>.</param>
    public LineReport(ValidationLine line, string? trace)
    {
        Effect = ValidationText.Word(line.Effect);
        Before = ValidationText.Word(line.Before);
        After = ValidationText.Word(line.After);
        Kind = Labels.Of(line.Kind);
        Property = line.Property;
        Settings = line.Settings;
        Tests = line.Tests;
        Reason = line.Reason.Length == 0 ? null : line.Reason;
        Steps = line.Shortest?.Violation!.Trace.Steps.Count;
        Trace = trace;
    }

    public string Effect { get; }

    public string Before { get; }

    public string After { get; }

    public string Kind { get; }

    public string Property { get; }

    public string Settings { get; }

    public IReadOnlyList<string> Tests { get; }

    public string? Reason { get; }

    public int? Steps { get; }

    public string? Trace { get; }
}
