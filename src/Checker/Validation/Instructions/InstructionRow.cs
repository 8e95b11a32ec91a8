namespace Checker.Validation;

/// <summary>One instruction in one setting, before and after a patch.</summary>
/// <param name="Run">The setting.</param>
/// <param name="Suite">The suite of the test.</param>
/// <param name="Test">The instruction with what it meets.</param>
/// <param name="Before">Whether it ends as on a processor without the patch.</param>
/// <param name="After">Whether it does with the patch.</param>
/// <param name="Reason">How it ends otherwise, or why that is not known; empty when it ends as on a processor.</param>
internal sealed record InstructionRow(
    ValidationRun Run, InstructionSuite Suite, InstructionTest Test, PropertyState Before, PropertyState After, string Reason)
{
    /// <summary>What the patch does to it.</summary>
    public PatchEffect Effect => ValidationRow.EffectOf(Before, After);
}
