using System.Globalization;
using System.Net;
using System.Text;
using Checker.Suites;

namespace Checker.Reports.Suites;

/// <summary>The results in Markdown, as the summary of a CI run.</summary>
internal static class MarkdownReport
{
    // Sites cut summaries that are too long.
    private const int MostTraces = 20;

    private const int Width = 160;

    /// <summary>The text: what is not as expected first, with its traces folded, then a table of each file.</summary>
    public static string Of(IReadOnlyList<SuiteResult> suites)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Checker: {SuiteText.Summary(suites)}\n");
        var wrong = suites
            .SelectMany(suite =>
                suite.Cases.Where(one => one.Status != CaseStatus.AsExpected).Select(one => (suite, one))
            )
            .ToList();
        int traces = 0;
        foreach (var (suite, one) in wrong)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n### {Symbol(one.Status)} {Escaped(suite.TitleOf(one))}\n\n{Escaped(one.Message)}\n"
            );
            foreach (var finding in one.Findings)
            {
                text.Append(
                    one.Message.EndsWith(finding.Message, StringComparison.Ordinal)
                        ? ""
                        : $"\n- {Escaped(finding.Message)}\n"
                );
                if (finding.Trace is { } trace && traces++ < MostTraces)
                {
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"\n<details><summary>trace of {Labels.Count(trace.Steps.Count, "step")}</summary>\n\n"
                            + $"{Fenced(TraceText.Of(trace, Width))}\n</details>\n"
                    );
                }
            }
        }

        if (traces > MostTraces)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nThe other {Labels.Count(traces - MostTraces, "trace")} are not shown here.\n"
            );
        }

        foreach (var suite in suites)
        {
            Table(text, suite);
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, SuiteResult suite)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n### {Escaped(suite.Name)} (`{SourceLocator.Shown(suite.File).Replace('`', '\'')}`)\n\n"
        );
        text.Append("| | case | found | states | seconds |\n|---|---|---|---:|---:|\n");
        foreach (var one in suite.Cases)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Symbol(one.Status)} | {Escaped(one.Name)} | {Escaped(one.Message)} | "
                    + $"{Labels.Number(one.States)} | {one.Seconds:0.00} |\n"
            );
        }
    }

    private static string Symbol(CaseStatus status) =>
        status switch
        {
            CaseStatus.AsExpected => "✅",
            CaseStatus.Failed => "❌",
            CaseStatus.Inconclusive => "❔",
            CaseStatus.BadInput => "⛔",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    // Names and expressions are full of what Markdown and HTML take for their own.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (char character in WebUtility.HtmlEncode(text.ReplaceLineEndings(" ")))
        {
            escaped.Append(@"\`*_[]!|~".Contains(character, StringComparison.Ordinal) ? $"\\{character}" : character);
        }

        return escaped.ToString();
    }

    // A fence longer than any in the text.
    private static string Fenced(string text)
    {
        string fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return $"{fence}text\n{text}{fence}\n";
    }
}
