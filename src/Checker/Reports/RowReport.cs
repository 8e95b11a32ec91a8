using System.Text.Json.Serialization;

namespace Checker.Reports;

/// <summary>A row of the matrix as JSON: the result of its check, and whether that is as expected.</summary>
internal sealed record RowReport : CheckReport
{
    /// <param name="row">The row.</param>
    /// <param name="traces">The saved trace of each violation, or <c>null</c>, in their order.</param>
    public RowReport(CheckedRow row, IReadOnlyList<string?> traces)
        : base(row.Subject, row.Result, traces)
    {
        Expected = new ExpectedReport(row.Row.Expected.Violated ? "violated" : "holds", row.Row.Expected.Kinds);
        Agrees = row.Agrees;
    }

    [JsonPropertyOrder(1)]
    public ExpectedReport Expected { get; }

    [JsonPropertyOrder(1)]
    public bool Agrees { get; }
}

/// <summary>The verdict that a row of the matrix must get, as JSON.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Kinds">The kinds of violation, in ordinal order.</param>
internal sealed record ExpectedReport(string Verdict, IReadOnlyList<string> Kinds);
