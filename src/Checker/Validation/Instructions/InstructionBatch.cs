namespace Checker.Validation;

/// <summary>Some of the tests of a suite in one setting: few enough that their memory makes small states.</summary>
/// <param name="Run">The setting.</param>
/// <param name="Suite">The suite.</param>
/// <param name="First">The first test.</param>
/// <param name="Count">How many.</param>
internal sealed record InstructionBatch(ValidationRun Run, InstructionSuite Suite, int First, int Count)
{
    private const int Most = 500;

    /// <summary>All tests in a setting.</summary>
    public static IEnumerable<InstructionBatch> Of(ValidationRun run) =>
        from suite in InstructionSuite.All
        from first in Enumerable.Range(0, (suite.Tests.Length + Most - 1) / Most)
        select new InstructionBatch(run, suite, first * Most, Math.Min(Most, suite.Tests.Length - (first * Most)));
}
