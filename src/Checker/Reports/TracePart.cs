using Checker.Traces;

namespace Checker.Reports;

/// <summary>A row of a told trace: a step, or a line for the repeats of the steps before it.</summary>
/// <param name="Step">The step, or <c>null</c>.</param>
/// <param name="Repeats">The line, or empty.</param>
internal readonly record struct TracePart(TraceStep? Step, string Repeats);
