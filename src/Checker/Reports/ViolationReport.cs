namespace Checker.Reports;

/// <summary>A property that fails, as JSON.</summary>
/// <param name="Kind">How it fails.</param>
/// <param name="Property">The property.</param>
/// <param name="Steps">Length of its trace; of kind <c>stuck</c> up to where nothing can help any more.</param>
/// <param name="FullSteps">Length with the steps from there to what goes on for ever; the same for other kinds.</param>
/// <param name="Trace">Path of the saved trace, or <c>null</c>.</param>
internal sealed record ViolationReport(string Kind, string Property, int Steps, int FullSteps, string? Trace);
