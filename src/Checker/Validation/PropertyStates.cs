using Checker.Exploration;
using Checker.Properties;

namespace Checker.Validation;

/// <summary>What an exploration has shown of every property.</summary>
/// <param name="States">Different states found.</param>
/// <param name="Failed">The properties that fail.</param>
/// <param name="Untested">Why nothing, or one property, was tested.</param>
/// <param name="StoppedBy">What stopped the search early, in words; <c>null</c> when it was exhaustive.</param>
internal sealed record PropertyStates(
    long States,
    IReadOnlyList<NamedProperty> Failed,
    IReadOnlyList<VacuityReason> Untested,
    string? StoppedBy
)
{
    /// <summary>What a result says of them.</summary>
    public static PropertyStates Of(ExplorationResult result) =>
        new(
            result.States,
            [.. result.Violations.Select(violation => new NamedProperty(violation.Kind, violation.Property))],
            result.Untested,
            result.Exhaustive ? null : result.StoppedBy!
        );

    /// <summary>What is known of one of them, and why no more.</summary>
    public (PropertyState State, string Reason) this[ViolationKind kind, string property]
    {
        get
        {
            if (Failed.Contains(new NamedProperty(kind, property)))
            {
                return (PropertyState.Violated, "");
            }

            if (StoppedBy is not null)
            {
                return (PropertyState.Bounded, StoppedBy);
            }

            return Untested.FirstOrDefault(reason => reason.Concerns(kind, property)) is { } why
                ? (PropertyState.Vacuous, why.Text)
                : (PropertyState.Holds, "");
        }
    }
}
