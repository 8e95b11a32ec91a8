namespace Checker.ContinuousIntegration;

/// <summary>A place in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, or <c>null</c>.</param>
internal sealed record SourcePlace(string File, int Line, int? Column = null);
