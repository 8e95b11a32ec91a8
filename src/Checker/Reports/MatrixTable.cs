using System.Globalization;
using Spectre.Console;

namespace Checker.Reports;

/// <summary>The matrix of a scenario as a table.</summary>
internal static class MatrixTable
{
    private static readonly string[] _headings =
    [
        "platform",
        "observed",
        "verdict",
        "kinds",
        "steps",
        "states",
        "seconds",
        "agrees",
    ];

    /// <summary>Builds the table; plain ones have no lines between the rows and break no cell.</summary>
    public static Table Of(IReadOnlyList<CheckedRow> rows, bool plain)
    {
        var table = new Table { Border = plain ? TableBorder.None : TableBorder.Rounded, ShowHeaders = true };
        foreach (string heading in _headings)
        {
            var column = new TableColumn(new Text(heading)) { NoWrap = plain };
            table.AddColumn(heading is "steps" or "states" or "seconds" ? column.RightAligned() : column);
        }

        foreach (var row in rows)
        {
            table.AddRow(Cells(row).Select(cell => new Text(cell.Text, plain ? Style.Plain : cell.Style)));
        }

        return table;
    }

    private static IEnumerable<(string Text, Style Style)> Cells(CheckedRow row)
    {
        yield return (Labels.Of(row.Row), Style.Plain);
        yield return (row.Row.Observed.Length == 0 ? "-" : row.Row.Observed, Style.Plain);
        yield return (Labels.Of(row.Result.Verdict, row.Result.Within), new Style(decoration: Decoration.Bold));
        yield return (row.Kinds.Count == 0 ? "-" : string.Join(' ', row.Kinds), Style.Plain);
        yield return (
            row.Result.Violations.Count == 0
                ? "-"
                : Labels.Number(row.Result.Violations.Min(violation => violation.Trace.Steps.Count)),
            Style.Plain
        );
        yield return (Labels.Number(row.Result.States), Style.Plain);
        yield return (row.Result.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture), Style.Plain);
        yield return (row.Agrees ? "yes" : "NO", new Style(row.Agrees ? Color.Green : Color.Red));
    }
}
