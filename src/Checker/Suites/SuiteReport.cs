namespace Checker.Suites;

/// <summary>The results as JSON. The order of the properties is part of the contract.</summary>
/// <param name="AsExpected">Cases that were as expected.</param>
/// <param name="Failed">Cases that were not.</param>
/// <param name="Inconclusive">Cases of which nothing is known for certain.</param>
/// <param name="BadInput">Cases that could not be run.</param>
/// <param name="Cached">Cases whose result is of an earlier run.</param>
/// <param name="Seconds">Time taken.</param>
/// <param name="Files">The files.</param>
internal sealed record SuiteReport(
    int AsExpected,
    int Failed,
    int Inconclusive,
    int BadInput,
    int Cached,
    double Seconds,
    IReadOnlyList<FileReport> Files
)
{
    /// <summary>Makes the report.</summary>
    public static SuiteReport Of(
        IReadOnlyList<SuiteResult> suites,
        SourceLocator locator,
        int cached,
        TimeSpan elapsed
    ) =>
        new(
            suites.Sum(suite => suite.Count(CaseStatus.AsExpected)),
            suites.Sum(suite => suite.Count(CaseStatus.Failed)),
            suites.Sum(suite => suite.Count(CaseStatus.Inconclusive)),
            suites.Sum(suite => suite.Count(CaseStatus.BadInput)),
            cached,
            Math.Round(elapsed.TotalSeconds, 3),
            [.. suites.Select(suite => FileReport.Of(suite, locator))]
        );
}

/// <summary>A file and its cases as JSON.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Name">The scenario's name; of a patch the file's.</param>
/// <param name="Cases">The cases.</param>
internal sealed record FileReport(string File, string Name, IReadOnlyList<CaseReport> Cases)
{
    /// <summary>Makes the report.</summary>
    public static FileReport Of(SuiteResult suite, SourceLocator locator) =>
        new(suite.File, suite.Name, [.. suite.Cases.Select(one => CaseReport.Of(suite, one, locator))]);
}

/// <summary>A case as JSON.</summary>
/// <param name="Name">Platform, patch and settings.</param>
/// <param name="Status">Whether it was as expected.</param>
/// <param name="Message">What was found.</param>
/// <param name="Line">The line of the file that it begins on.</param>
/// <param name="States">States explored.</param>
/// <param name="Seconds">Time that took.</param>
/// <param name="Findings">What is not as it should be.</param>
internal sealed record CaseReport(
    string Name,
    CaseStatus Status,
    string Message,
    int Line,
    long States,
    double Seconds,
    IReadOnlyList<FindingReport> Findings
)
{
    /// <summary>Makes the report.</summary>
    public static CaseReport Of(SuiteResult suite, CaseResult one, SourceLocator locator) =>
        new(
            one.Name,
            one.Status,
            one.Message,
            one.Line,
            one.States,
            one.Seconds,
            [.. one.Findings.Select(finding => FindingReport.Of(suite, one, finding, locator))]
        );
}

/// <summary>A finding as JSON.</summary>
/// <param name="Rule">Its kind.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Property">The property that fails, or <c>null</c>.</param>
/// <param name="Steps">Length of the trace, or <c>null</c>; of kind <c>stuck</c> up to where nothing can help any
/// more.</param>
/// <param name="FullSteps">Length with the steps from there to what goes on for ever; the same for other kinds.</param>
/// <param name="File">The file of its place.</param>
/// <param name="Line">The line.</param>
internal sealed record FindingReport(
    string Rule,
    string Message,
    string? Property,
    int? Steps,
    int? FullSteps,
    string File,
    int Line
)
{
    /// <summary>Makes the report.</summary>
    public static FindingReport Of(SuiteResult suite, CaseResult one, SuiteFinding finding, SourceLocator locator)
    {
        var place = locator.Find(finding) ?? suite.PlaceOf(one, finding);
        return new FindingReport(
            finding.Rule,
            finding.Message,
            finding.Trace?.Property,
            finding.Trace?.Steps.Count,
            finding.Trace?.AllSteps.Count,
            SourceLocator.Shown(place.File),
            place.Line
        );
    }
}
