namespace Checker.Reports;

/// <summary>The verdict that a row of the matrix must get, as JSON.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Kinds">The kinds of violation, in ordinal order.</param>
internal sealed record ExpectedReport(string Verdict, IReadOnlyList<string> Kinds);
