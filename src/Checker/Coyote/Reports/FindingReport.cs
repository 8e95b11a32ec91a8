using Checker.Coyote.Executions;

namespace Checker.Coyote.Reports;

/// <summary>A property that fails, as JSON.</summary>
/// <param name="Kind">How it fails.</param>
/// <param name="Property">The property.</param>
/// <param name="Schedule">Number of the schedule that showed it first, counted from 1.</param>
/// <param name="Steps">Length of its trace.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="Trace">Path of the saved trace, or <c>null</c>.</param>
internal sealed record FindingReport(
    string Kind,
    string Property,
    int Schedule,
    int Steps,
    Certainty Certainty,
    string? Trace
);
