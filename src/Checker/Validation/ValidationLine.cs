using Checker.Exploration;

namespace Checker.Validation;

/// <summary>
/// Rows that say the same: of one property in several settings, or of several litmus tests in the same settings.
/// </summary>
/// <param name="Outcome">What they are part of.</param>
/// <param name="Rows">The rows, at least one, in the order of the plan.</param>
internal sealed record ValidationLine(ValidationOutcome Outcome, IReadOnlyList<ValidationRow> Rows)
{
    public PatchEffect Effect => Rows[0].Effect;

    public PropertyState Before => Rows[0].Before;

    public PropertyState After => Rows[0].After;

    public ViolationKind Kind => Rows[0].Kind;

    /// <summary>Why it is not known whether the property holds, or empty.</summary>
    public string Reason => Rows[0].Reason;

    /// <summary>The row with the shortest trace; <c>null</c> when the property does not fail.</summary>
    public ValidationRow? Shortest =>
        Rows.Where(row => row.Violation is not null).MinBy(row => row.Violation!.Trace.Steps.Count);

    /// <summary>The litmus tests, or empty.</summary>
    public IReadOnlyList<string> Tests =>
        Rows[0].Run.IsLitmus ? [.. Rows.Select(row => row.Run.Scenario.Name).Distinct()] : [];

    /// <summary>The property; of litmus tests, which ones.</summary>
    public string Property =>
        Rows[0].Run.IsLitmus
            ? Rows[0].Kind == ViolationKind.Refinement
                ? "litmus tests end as on the hardware"
                : Rows[0].Property
            : Rows[0].Property;

    /// <summary>The settings, in words.</summary>
    public string Settings => SettingsText.Of(Outcome, [.. Rows.Select(row => row.Run)]);

    /// <summary>What lines of litmus tests have in common that are shown as one; <c>null</c> for other lines.</summary>
    public object? LitmusKey => Rows[0].Run.IsLitmus ? (Kind, Rows[0].Property, Before, After, Reason, Settings) : null;
}
