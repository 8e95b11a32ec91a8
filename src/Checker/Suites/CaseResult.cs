using Checker.Traces;

namespace Checker.Suites;

/// <summary>What came of one expected verdict of a scenario file, or of one property of a patch.</summary>
/// <param name="Name">Told apart within its suite by this: platform, patch and settings.</param>
/// <param name="Status">Whether it was as expected.</param>
/// <param name="Message">What was found, in one line.</param>
/// <param name="Findings">What is not as it should be; none when it was as expected.</param>
/// <param name="States">States explored.</param>
/// <param name="Seconds">Time that took.</param>
internal sealed record CaseResult(
    string Name,
    CaseStatus Status,
    string Message,
    IReadOnlyList<SuiteFinding> Findings,
    long States,
    double Seconds
)
{
    /// <summary>The line of the file that the case begins on, from 1.</summary>
    public int Line { get; init; } = 1;
}

/// <summary>What came of a case.</summary>
internal enum CaseStatus
{
    /// <summary>It was as expected.</summary>
    AsExpected,

    /// <summary>It was not.</summary>
    Failed,

    /// <summary>Nothing is known for certain: a limit stopped the search, or nothing was tested.</summary>
    Inconclusive,

    /// <summary>It could not be run: something that the user gave is wrong.</summary>
    BadInput,
}

/// <summary>Something that is not as it should be.</summary>
/// <param name="Rule">Its kind: an identifier of <see cref="Rules"/>.</param>
/// <param name="Message">What is wrong, in one line.</param>
/// <param name="Trace">An execution that shows it, or <c>null</c>.</param>
/// <param name="Subject">What the trace is of; <c>null</c> where there is none.</param>
internal sealed record SuiteFinding(string Rule, string Message, Trace? Trace, TraceSubject? Subject)
{
    /// <summary>The place that bad input is told with, or <c>null</c>.</summary>
    public SourcePlace? Place { get; init; }
}

/// <summary>What came of a file.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Name">The scenario's name; of a patch the file's.</param>
/// <param name="Cases">Its cases in the file's order.</param>
internal sealed record SuiteResult(string File, string Name, IReadOnlyList<CaseResult> Cases)
{
    /// <summary>The cases that ended in a certain way.</summary>
    public int Count(CaseStatus status) => Cases.Count(one => one.Status == status);

    /// <summary>Where a finding is shown that no line of the guest's source belongs to.</summary>
    public SourcePlace PlaceOf(CaseResult one, SuiteFinding finding) =>
        finding.Place ?? new SourcePlace(File, one.Line);

    /// <summary>A case by its full name.</summary>
    public string TitleOf(CaseResult one) => one.Name == Name ? Name : $"{Name}, {one.Name}";
}
