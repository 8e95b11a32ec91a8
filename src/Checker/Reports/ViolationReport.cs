namespace Checker.Reports;

/// <summary>A property that fails, as JSON.</summary>
/// <param name="Kind">How it fails.</param>
/// <param name="Property">The property.</param>
/// <param name="Steps">Length of its trace.</param>
/// <param name="Trace">Path of the saved trace, or <c>null</c>.</param>
internal sealed record ViolationReport(string Kind, string Property, int Steps, string? Trace);
