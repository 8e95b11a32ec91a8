using Checker.Exploration;
using Checker.Replay;
using Model.Systems;

namespace Checker.Validation;

/// <summary>What came of one setting, before and after a patch.</summary>
/// <param name="Run">The setting.</param>
/// <param name="BeforeModel">The model without the patch.</param>
/// <param name="Before">What exploring it has shown.</param>
/// <param name="AfterModel">The model with the patch.</param>
/// <param name="After">What exploring it has shown.</param>
internal sealed record ComparedRun(
    ValidationRun Run,
    SystemModel BeforeModel,
    PropertyStates Before,
    SystemModel AfterModel,
    ExplorationResult After
)
{
    /// <summary>Everything that failed, on either side, with a claim of its own: assertions.</summary>
    public IEnumerable<string> FailedClaims =>
        Before
            .Failed.Concat(PropertyStates.Of(After).Failed)
            .Where(failed => failed.Kind == ViolationKind.Assertion)
            .Select(failed => failed.Name);

    /// <summary>A row for each property.</summary>
    /// <param name="claims">The claims that fail in any run of the scenario.</param>
    public IEnumerable<ValidationRow> Rows(IEnumerable<string> claims)
    {
        var properties = BeforeModel
            .Properties.Concat(AfterModel.Properties)
            .Select(property => (ViolationDescription.OfClaim(property.Kind).Kind, property.Name))
            .Append((Kind: ViolationKind.Deadlock, Name: PropertyMonitor.Deadlock))
            .Concat(claims.Select(claim => (Kind: ViolationKind.Assertion, Name: claim)))
            .Concat(BeforeModel.Refinement is { } refinement ? [(Kind: ViolationKind.Refinement, refinement.Name)] : [])
            .Distinct();
        var after = PropertyStates.Of(After);
        return properties.Select(property => Row(property.Kind, property.Name, after));
    }

    private ValidationRow Row(ViolationKind kind, string property, PropertyStates states)
    {
        var (after, reason) = states[kind, property];
        return new ValidationRow(Run, kind, property, Before[kind, property].State, after)
        {
            Violation = After.Violations.FirstOrDefault(violation =>
                violation.Kind == kind && violation.Property == property
            ),
            Reason = reason,
        };
    }
}
