using Checker.Exploration;

namespace Checker.Validation;

/// <summary>Single instructions of which the same can be said, in JSON.</summary>
internal sealed class InstructionReport
{
    /// <param name="line">The instructions.</param>
    public InstructionReport(InstructionLine line)
    {
        Effect = ValidationText.Word(line.Effect);
        Before = ValidationText.Word(line.Before);
        After = ValidationText.Word(line.After);
        Instructions = line.Names;
        Settings = line.Settings;
        Programs = line.Tests;
        Example = line.Example.Length == 0 ? null : line.Example;
    }

    public string Effect { get; }

    public string Before { get; }

    public string After { get; }

    public IReadOnlyList<string> Instructions { get; }

    public string Settings { get; }

    public int Programs { get; }

    public string? Example { get; }
}

/// <summary>One instruction in one setting, before and after a patch.</summary>
/// <param name="Run">The setting.</param>
/// <param name="Suite">The suite of the test.</param>
/// <param name="Test">The instruction with what it meets.</param>
/// <param name="Before">Whether it ends as on a processor without the patch.</param>
/// <param name="After">Whether it does with the patch.</param>
/// <param name="Reason">How it ends otherwise, or why that is not known; empty when it ends as on a processor.</param>
internal sealed record InstructionRow(
    ValidationRun Run,
    InstructionSuite Suite,
    InstructionTest Test,
    PropertyState Before,
    PropertyState After,
    string Reason
)
{
    /// <summary>What the patch does to it.</summary>
    public PatchEffect Effect => ValidationRow.EffectOf(Before, After);
}

/// <summary>Instructions of which the same can be said in the same settings.</summary>
/// <param name="Rows">Their tests in each of the settings, at least one.</param>
/// <param name="Settings">The settings, in words.</param>
internal sealed record InstructionLine(IReadOnlyList<InstructionRow> Rows, string Settings)
{
    /// <summary>What is claimed of every instruction.</summary>
    public const string Property = "single instructions end as on the hardware";

    /// <summary>How that fails.</summary>
    public const ViolationKind Kind = ViolationKind.Refinement;

    public PatchEffect Effect => Rows[0].Effect;

    public PropertyState Before => Rows[0].Before;

    public PropertyState After => Rows[0].After;

    /// <summary>The instructions by name, in ordinal order.</summary>
    public IReadOnlyList<string> Names =>
        [.. Rows.Select(row => row.Test.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>How many different tests there are.</summary>
    public int Tests => Rows.Select(row => row.Test).Distinct().Count();

    /// <summary>One of them with its operands, and how it ends; or why nothing is known; or empty.</summary>
    public string Example =>
        Rows[0].Reason.Length == 0 ? "" : $"{Rows[0].Test.Describe(Rows[0].Suite.Initial)}: {Rows[0].Reason}";

    /// <summary>The lines, what is broken first.</summary>
    /// <param name="outcome">Everything that was tried.</param>
    public static IReadOnlyList<InstructionLine> Of(ValidationOutcome outcome) =>
        [
            .. outcome
                .Instructions.GroupBy(row => row.Test)
                .SelectMany(rows => rows.GroupBy(row => (row.Before, row.After)))
                .GroupBy(rows => (rows.Key, Settings: SettingsText.Of(outcome, [.. rows.Select(row => row.Run)])))
                .Select(groups => new InstructionLine([.. groups.SelectMany(rows => rows)], groups.Key.Settings))
                .OrderBy(line => line.Effect),
        ];
}
