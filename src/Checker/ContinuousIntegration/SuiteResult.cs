namespace Checker.ContinuousIntegration;

/// <summary>What came of a file.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Name">The scenario's name; of a patch the file's.</param>
/// <param name="Cases">Its cases in the file's order.</param>
internal sealed record SuiteResult(string File, string Name, IReadOnlyList<CaseResult> Cases)
{
    /// <summary>The cases that ended in a certain way.</summary>
    public int Count(CaseStatus status) => Cases.Count(one => one.Status == status);

    /// <summary>Where a finding is shown that no line of the guest's source belongs to.</summary>
    public SourcePlace PlaceOf(CaseResult one, Finding finding) => finding.Place ?? new SourcePlace(File, one.Line);

    /// <summary>A case by its full name.</summary>
    public string TitleOf(CaseResult one) => one.Name == Name ? Name : $"{Name}, {one.Name}";
}
