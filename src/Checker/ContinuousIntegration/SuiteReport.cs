namespace Checker.ContinuousIntegration;

/// <summary>The results as JSON. The order of the properties is part of the contract.</summary>
/// <param name="AsExpected">Cases that were as expected.</param>
/// <param name="Failed">Cases that were not.</param>
/// <param name="Inconclusive">Cases of which nothing is known for certain.</param>
/// <param name="BadInput">Cases that could not be run.</param>
/// <param name="Cached">Cases whose result is of an earlier run.</param>
/// <param name="Seconds">Time taken.</param>
/// <param name="Files">The files.</param>
internal sealed record SuiteReport(int AsExpected, int Failed, int Inconclusive, int BadInput, int Cached, double Seconds, IReadOnlyList<FileReport> Files)
{
    /// <summary>Makes the report.</summary>
    public static SuiteReport Of(IReadOnlyList<SuiteResult> suites, SourceLocator locator, int cached, TimeSpan elapsed) => new(
        suites.Sum(suite => suite.Count(CaseStatus.AsExpected)),
        suites.Sum(suite => suite.Count(CaseStatus.Failed)),
        suites.Sum(suite => suite.Count(CaseStatus.Inconclusive)),
        suites.Sum(suite => suite.Count(CaseStatus.BadInput)),
        cached,
        Math.Round(elapsed.TotalSeconds, 3),
        [.. suites.Select(suite => FileReport.Of(suite, locator))]);
}
