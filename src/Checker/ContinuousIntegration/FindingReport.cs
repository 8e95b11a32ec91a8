namespace Checker.ContinuousIntegration;

/// <summary>A finding as JSON.</summary>
/// <param name="Rule">Its kind.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Property">The property that fails, or <c>null</c>.</param>
/// <param name="Steps">Length of the trace, or <c>null</c>; of kind <c>stuck</c> up to where nothing can help any more.</param>
/// <param name="FullSteps">Length with the steps from there to what goes on for ever; the same for other kinds.</param>
/// <param name="File">The file of its place.</param>
/// <param name="Line">The line.</param>
internal sealed record FindingReport(string Rule, string Message, string? Property, int? Steps, int? FullSteps, string File, int Line)
{
    /// <summary>Makes the report.</summary>
    public static FindingReport Of(SuiteResult suite, CaseResult one, Finding finding, SourceLocator locator)
    {
        var place = locator.Find(finding) ?? suite.PlaceOf(one, finding);
        return new FindingReport(
            finding.Rule,
            finding.Message,
            finding.Trace?.Property,
            finding.Trace?.Steps.Count,
            finding.Trace?.AllSteps.Count,
            SourceLocator.Shown(place.File),
            place.Line);
    }
}
