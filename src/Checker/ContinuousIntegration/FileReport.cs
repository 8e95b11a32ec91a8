namespace Checker.ContinuousIntegration;

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
