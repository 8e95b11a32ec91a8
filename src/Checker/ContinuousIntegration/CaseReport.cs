namespace Checker.ContinuousIntegration;

/// <summary>A case as JSON.</summary>
/// <param name="Name">Platform, patch and settings.</param>
/// <param name="Status">Whether it was as expected.</param>
/// <param name="Message">What was found.</param>
/// <param name="Line">The line of the file that it begins on.</param>
/// <param name="States">States explored.</param>
/// <param name="Seconds">Time that took.</param>
/// <param name="Findings">What is not as it should be.</param>
internal sealed record CaseReport(string Name, CaseStatus Status, string Message, int Line, long States, double Seconds, IReadOnlyList<FindingReport> Findings)
{
    /// <summary>Makes the report.</summary>
    public static CaseReport Of(SuiteResult suite, CaseResult one, SourceLocator locator) => new(
        one.Name,
        one.Status,
        one.Message,
        one.Line,
        one.States,
        one.Seconds,
        [.. one.Findings.Select(finding => FindingReport.Of(suite, one, finding, locator))]);
}
