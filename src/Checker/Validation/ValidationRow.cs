using Checker.Exploration;

namespace Checker.Validation;

/// <summary>One property in one setting, before and after a patch.</summary>
/// <param name="Run">The setting.</param>
/// <param name="Kind">How the property would fail.</param>
/// <param name="Property">The property.</param>
/// <param name="Before">What is known of it without the patch.</param>
/// <param name="After">What is known of it with the patch.</param>
internal sealed record ValidationRow(ValidationRun Run, ViolationKind Kind, string Property, PropertyState Before, PropertyState After)
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
    public static PatchEffect EffectOf(PropertyState before, PropertyState after) => (before, after) switch
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
