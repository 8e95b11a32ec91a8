using System.Globalization;
using Checker.Coyote.Schedules;
using Checker.Reports;
using Spectre.Console;

namespace Checker.Coyote.Reports;

/// <summary>Both engines side by side, as a table.</summary>
internal static class CrossCheckTable
{
    private const int Width = 1000;

    private static readonly string[] _headings =
    [
        "model",
        "Checker",
        "states",
        "states/s",
        "Coyote",
        "n",
        "seeds",
        "schedules",
        "schedules/s",
        "agrees",
    ];

    /// <summary>The lines of the table: one for each row, plain, without escape codes.</summary>
    /// <param name="rows">The rows.</param>
    public static string Of(IReadOnlyList<(string Name, CrossCheckRow Row)> rows)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (string heading in _headings)
        {
            var column = new TableColumn(new Text(heading)) { NoWrap = true };
            table.AddColumn(heading is "model" or "Checker" or "Coyote" or "agrees" ? column : column.RightAligned());
        }

        foreach (var (name, row) in rows)
        {
            table.AddRow(Cells(name, row).Select(cell => new Text(cell)));
        }

        return PlainConsole.Render(table, Width);
    }

    /// <summary>How two verdicts go together, as a word.</summary>
    public static string Word(Agreement agreement) =>
        agreement switch
        {
            Agreement.Agrees => "yes",
            Agreement.Missed => "missed",
            Agreement.Contradicts => "NO",
            _ => "undecided",
        };

    private static IEnumerable<string> Cells(string name, CrossCheckRow row)
    {
        var kinds = row
            .Ours.Violations.Select(violation => Labels.Of(violation.Kind))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        yield return name;
        yield return row.Ours.Violations.Count == 0 ? Labels.Of(row.Ours.Verdict) : string.Join(' ', kinds);
        yield return Labels.Number(row.Ours.States);
        yield return Rounded(row.StatesPerSecond);
        yield return row.Kinds.Count == 0 ? "clean" : string.Join(' ', row.Kinds);
        yield return row.Ours.Violations.Count == 0 && row.Kinds.Count == 0 ? "-"
        : row.Median is { } median ? Labels.Number(median)
        : $">{Labels.Number(row.Limit)}";
        yield return row.Ours.Violations.Count == 0
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"{row.Found}/{row.Theirs.Count}");
        yield return Labels.Number(row.Schedules);
        yield return Rounded(row.SchedulesPerSecond);
        yield return Word(row.Agreement);
    }

    // Two digits: more would be noise.
    private static string Rounded(double number)
    {
        double unit = number < 100 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(number)) - 1);
        return Labels.Number((long)(Math.Round(number / unit) * unit));
    }
}
