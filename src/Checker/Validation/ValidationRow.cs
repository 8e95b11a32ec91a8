using Checker.Exploration;
using Checker.Reports;

namespace Checker.Validation;

/// <summary>One property in one setting, before and after a patch.</summary>
/// <param name="Run">The setting.</param>
/// <param name="Kind">How the property would fail.</param>
/// <param name="Property">The property.</param>
/// <param name="Before">What is known of it without the patch.</param>
/// <param name="After">What is known of it with the patch.</param>
internal sealed record ValidationRow(
    ValidationRun Run,
    ViolationKind Kind,
    string Property,
    PropertyState Before,
    PropertyState After
)
{
    /// <summary>How it fails with the patch, or <c>null</c>.</summary>
    public Violation? Violation { get; init; }

    /// <summary>Why it is not known whether it holds with the patch, in words; or empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What the patch does to it.</summary>
    public PatchEffect Effect => EffectOf(Before, After);

    /// <summary>Whether it fails with the patch.</summary>
    public bool IsBroken => After == PropertyState.Violated;

    /// <summary>What a patch does to a property.</summary>
    /// <param name="before">What is known of it without the patch.</param>
    /// <param name="after">What is known of it with the patch.</param>
    public static PatchEffect EffectOf(PropertyState before, PropertyState after) =>
        (before, after) switch
        {
            (PropertyState.Violated, PropertyState.Violated) => PatchEffect.StillBroken,
            (PropertyState.Bounded, PropertyState.Violated) => PatchEffect.Broken,
            (_, PropertyState.Violated) => PatchEffect.NewlyBroken,
            (PropertyState.Vacuous, PropertyState.Vacuous) => PatchEffect.Unchanged,
            (_, PropertyState.Bounded or PropertyState.Vacuous) => PatchEffect.Undecided,
            (PropertyState.Violated, _) => PatchEffect.Cured,
            _ => PatchEffect.Unchanged,
        };
}

/// <summary>Some of the settings that were tried in words that a maintainer can read.</summary>
internal static class SettingsText
{
    private const string Defaults = "defaults";

    /// <summary>The settings: <c>region=mmio|readonly (all but pause=on); region=ram (pause=on)</c>.</summary>
    /// <param name="outcome">Everything that was tried.</param>
    /// <param name="runs">Some of it, of one scenario or of litmus tests.</param>
    public static string Of(ValidationOutcome outcome, IReadOnlyList<ValidationRun> runs)
    {
        var all = outcome.Runs.Select(compared => compared.Run).Where(run => run.IsLitmus == runs[0].IsLitmus).ToList();
        int values = all.Select(run => run.First).Distinct().Count();
        var groups = runs.GroupBy(run => run.First)
            .Select(group =>
                (
                    First: group.Key,
                    Others: Others(
                        Variations(group),
                        all.Where(run => run.First == group.Key)
                    )
                )
            )
            .GroupBy(group => group.Others)
            .Select(group =>
                Join(outcome.Plan.FirstParameter, [.. group.Select(member => member.First)], values, group.Key)
            );
        return string.Join("; ", groups);
    }

    private static string Join(string parameter, IReadOnlyList<string> firsts, int values, string others)
    {
        string first =
            parameter.Length == 0 ? ""
            : firsts.Count == values ? $"every {parameter}"
            : $"{parameter}={string.Join('|', firsts)}";
        return first.Length == 0
            ? others.Length == 0
                ? "always"
                : others
            : others.Length == 0
                ? first
                : $"{first} ({others})";
    }

    private static string Others(List<string> some, IEnumerable<ValidationRun> all)
    {
        var every = Variations(all);
        if (every.Count == some.Count)
        {
            return every.Count == 1 ? "" : "all settings";
        }

        var missing = every.Except(some).ToList();
        return missing.Count < some.Count ? $"all but {Names(missing)}" : Names(some);
    }

    private static List<string> Variations(IEnumerable<ValidationRun> runs) =>
        [.. runs.Select(run => Labels.Settings(run.Variation)).Distinct()];

    private static string Names(IEnumerable<string> variations) =>
        string.Join(", ", variations.Select(variation => variation.Length == 0 ? Defaults : variation));
}
