namespace Checker.ContinuousIntegration;

/// <summary>What came of one expected verdict of a scenario file, or of one property of a patch.</summary>
/// <param name="Name">Told apart within its suite by this: platform, patch and settings.</param>
/// <param name="Status">Whether it was as expected.</param>
/// <param name="Message">What was found, in one line.</param>
/// <param name="Findings">What is not as it should be; none when it was as expected.</param>
/// <param name="States">States explored.</param>
/// <param name="Seconds">Time that took.</param>
internal sealed record CaseResult(string Name, CaseStatus Status, string Message, IReadOnlyList<Finding> Findings, long States, double Seconds)
{
    /// <summary>The line of the file that the case begins on, from 1.</summary>
    public int Line { get; init; } = 1;
}
