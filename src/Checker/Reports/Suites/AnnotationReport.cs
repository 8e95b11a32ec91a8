using System.Globalization;
using Checker.Suites;

namespace Checker.Reports.Suites;

/// <summary>The findings as GitHub's workflow commands, which show them beside the lines of a change.</summary>
/// <param name="locator">Finds lines of source.</param>
internal sealed class AnnotationReport(SourceLocator locator)
{
    /// <summary>A line for each finding.</summary>
    public string Of(IReadOnlyList<SuiteResult> suites) =>
        string.Concat(
            suites.SelectMany(suite =>
                suite.Cases.SelectMany(one => one.Findings.Select(finding => Line(suite, one, finding) + "\n"))
            )
        );

    private string Line(SuiteResult suite, CaseResult one, SuiteFinding finding)
    {
        var place = locator.Find(finding) ?? suite.PlaceOf(one, finding);
        string column = place.Column is { } number ? string.Create(CultureInfo.InvariantCulture, $",col={number}") : "";
        string title = $"{suite.TitleOf(one)}: {finding.Rule}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"::{(Rules.IsInconclusive(finding.Rule) ? "warning" : "error")} file="
                + $"{Property(SourceLocator.Shown(place.File))},line={place.Line}{column},title={Property(title)}::"
                + $"{Data(finding.Message)}"
        );
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
