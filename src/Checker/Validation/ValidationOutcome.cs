using Checker.Exploration;
using Checker.Patches;

namespace Checker.Validation;

/// <summary>What a validation has shown.</summary>
internal sealed class ValidationOutcome
{
    /// <summary>The verdict when nothing is broken and everything is known.</summary>
    public const string Holds = "holds";

    /// <summary>The verdict when something is broken.</summary>
    public const string Broken = "broken";

    private IReadOnlyList<ValidationLine>? _lines;
    private IReadOnlyList<InstructionLine>? _instructionLines;

    /// <param name="patch">The patch.</param>
    /// <param name="base">What it starts from.</param>
    /// <param name="plan">The settings that were tried.</param>
    /// <param name="runs">What came of those whose parts go together.</param>
    /// <param name="instructions">What came of single instructions.</param>
    public ValidationOutcome(
        LoadedPatch patch,
        PatchBase @base,
        ValidationPlan plan,
        IReadOnlyList<ComparedRun> runs,
        IReadOnlyList<InstructionRow> instructions
    )
    {
        Instructions = instructions;
        Patch = patch;
        Base = @base;
        Plan = plan;
        Runs = runs;
        Rows =
        [
            .. runs.GroupBy(run => run.Run.Scenario)
                .SelectMany(scenario =>
                {
                    string[] claims =
                    [
                        .. scenario
                            .SelectMany(run => run.FailedClaims)
                            .Distinct(StringComparer.Ordinal)
                            .Order(StringComparer.Ordinal),
                    ];
                    return scenario
                        .SelectMany(run => run.Rows(claims))
                        .Where(row => !row.Run.IsLitmus || IsOfInterest(row));
                }),
        ];
    }

    public LoadedPatch Patch { get; }

    public PatchBase Base { get; }

    public ValidationPlan Plan { get; }

    public IReadOnlyList<ComparedRun> Runs { get; }

    /// <summary>Every property in every setting, in the order of the plan.</summary>
    public IReadOnlyList<ValidationRow> Rows { get; }

    /// <summary>
    /// The rows that say the same of a property, each group a line of the table: what is broken first, then in the
    /// order of the plan.
    /// </summary>
    public IReadOnlyList<ValidationLine> Lines =>
        _lines ??= [
            .. Rows.GroupBy(row => (row.Run.Scenario, row.Kind, row.Property, row.Before, row.After, row.Reason))
                .Select(group => new ValidationLine(this, [.. group]))
                .GroupBy(line => line.LitmusKey ?? line)
                .Select(lines => new ValidationLine(this, [.. lines.SelectMany(line => line.Rows)]))
                .OrderBy(line => line.Effect),
        ];

    /// <summary>Every single instruction in every setting, in the order of the plan.</summary>
    public IReadOnlyList<InstructionRow> Instructions { get; }

    /// <summary>
    /// The instructions of which the same can be said, each group a line of the table: what is broken first.
    /// </summary>
    public IReadOnlyList<InstructionLine> InstructionLines => _instructionLines ??= InstructionLine.Of(this);

    /// <summary>The verdict in a word.</summary>
    public string Verdict
    {
        get
        {
            (PatchEffect Effect, PropertyState After)[] all =
            [
                .. Rows.Select(row => (row.Effect, row.After)),
                .. Instructions.Select(row => (row.Effect, row.After)),
            ];
            return all.Any(row => row.After == PropertyState.Violated) ? Broken
                : all.Any(row => row.Effect == PatchEffect.Undecided && row.After == PropertyState.Bounded) ? "bounded"
                : all.Any(row => row.Effect == PatchEffect.Undecided) ? "vacuous"
                : Holds;
        }
    }

    // A litmus test is about how it ends; what else can be said of it only when it fails.
    private static bool IsOfInterest(ValidationRow row) =>
        row.Kind == ViolationKind.Refinement
        || row.Before == PropertyState.Violated
        || row.After == PropertyState.Violated;
}

/// <summary>What a patch does to a property.</summary>
internal enum PatchEffect
{
    /// <summary>It held and fails now.</summary>
    NewlyBroken,

    /// <summary>It failed and still does.</summary>
    StillBroken,

    /// <summary>It fails now; what it did before is not known.</summary>
    Broken,

    /// <summary>It does not fail as far as known now, which is not all.</summary>
    Undecided,

    /// <summary>It failed and holds now.</summary>
    Cured,

    /// <summary>It holds, and did not fail before.</summary>
    Unchanged,
}
