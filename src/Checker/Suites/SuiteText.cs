using System.Globalization;
using Checker.Reports;

namespace Checker.Suites;

/// <summary>The results as text for a terminal or a log.</summary>
internal static class SuiteText
{
    /// <summary>Every case, and for those that are not as expected what is wrong; each line with its end.</summary>
    public static string Of(IReadOnlyList<SuiteResult> suites, int cached, TimeSpan elapsed)
    {
        var lines = new List<string>();
        foreach (var suite in suites)
        {
            lines.Add($"{suite.File}: {suite.Name}");
            foreach (var one in suite.Cases)
            {
                lines.Add($"  {Mark(one.Status)}  {one.Name}: {one.Message}{Numbers(one)}");
                lines.AddRange(
                    one.Findings.Where(finding => !one.Message.EndsWith(finding.Message, StringComparison.Ordinal))
                        .Select(finding => $"        {finding.Message}")
                );
            }

            lines.Add("");
        }

        lines.Add(
            $"{Summary(suites)}{(cached == 0 ? "" : $"; {Labels.Number(cached)} from the cache")}; "
                + $"{Labels.Seconds(elapsed)}"
        );
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>The numbers: <c>5 as expected, 1 not</c>.</summary>
    public static string Summary(IReadOnlyList<SuiteResult> suites)
    {
        var counts = new (CaseStatus Status, string Words)[]
        {
            (CaseStatus.AsExpected, "as expected"),
            (CaseStatus.Failed, "not as expected"),
            (CaseStatus.Inconclusive, "not known"),
            (CaseStatus.BadInput, "could not be run"),
        };
        return string.Join(
            ", ",
            counts
                .Select(count => (Number: suites.Sum(suite => suite.Count(count.Status)), count.Status, count.Words))
                .Where(count => count.Number > 0 || count.Status == CaseStatus.AsExpected)
                .Select(count => $"{Labels.Number(count.Number)} {count.Words}")
        );
    }

    private static string Mark(CaseStatus status) =>
        status switch
        {
            CaseStatus.AsExpected => "ok  ",
            CaseStatus.Failed => "FAIL",
            CaseStatus.Inconclusive => "?   ",
            CaseStatus.BadInput => "BAD ",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    private static string Numbers(CaseResult one) =>
        one.States == 0
            ? ""
            : $" ({Labels.Count(one.States, "state")}, {one.Seconds.ToString("0.00", CultureInfo.InvariantCulture)} s)";
}
