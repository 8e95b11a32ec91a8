using Checker.Exploration;
using Checker.Properties;
using Model.Input;
using Model.Systems;

namespace Checker;

/// <summary>
/// Judges a refinement: explores the reference first, then the model, and compares the values at their ends.
/// </summary>
internal static class RefinementCheck
{
    /// <summary>Explores.</summary>
    /// <param name="exploration">How; its model claims a refinement.</param>
    /// <param name="explore">Explores one model and judges its other properties.</param>
    /// <exception cref="InputException">A model does not know an observed name.</exception>
    public static ExplorationResult Run(ModelExploration exploration, Func<ModelExploration, ExplorationResult> explore)
    {
        var refinement = exploration.Model.Refinement!;
        var reference = explore(
            exploration.On(refinement.Reference) with
            {
                FinalLook = RefinementEnd.OfReference(refinement),
                TellsFinal = null,
            }
        );
        var allowed = reference.FinalStates.Select(final => final.Text).ToHashSet(StringComparer.Ordinal);
        var result = explore(
            exploration with
            {
                FinalLook = RefinementEnd.Of(exploration.Model),
                TellsFinal = text => !allowed.Contains(text),
            }
        );
        if (!reference.Exhaustive)
        {
            return result with
            {
                Verdict = result.Violations.Count > 0 ? Verdict.Violated : Verdict.Bounded,
                Exhaustive = false,
                StoppedBy = $"the reference was not explored completely: {reference.StoppedBy}",
            };
        }

        if (allowed.Count == 0)
        {
            return result with
            {
                Verdict = result.Verdict == Verdict.Holds ? Verdict.Vacuous : result.Verdict,
                Untested =
                [
                    .. result.Untested,
                    Untested(refinement, "no execution of the reference ends"),
                ],
            };
        }

        if (result.Exhaustive && result.FinalStates.Count == 0)
        {
            return result with
            {
                Verdict = result.Verdict == Verdict.Holds ? Verdict.Vacuous : result.Verdict,
                Untested =
                [
                    .. result.Untested,
                    Untested(refinement, "no execution ends"),
                ],
            };
        }

        var forbidden = result
            .FinalStates.Where(final => final.Trace is not null)
            .MinBy(final => final.Trace!.Steps.Count);
        return forbidden is null
            ? result
            : result with
            {
                Verdict = Verdict.Violated,
                Violations =
                [
                    .. result
                        .Violations.Append(
                            new Violation(
                                ViolationKind.Refinement,
                                refinement.Name,
                                forbidden.Trace! with
                                {
                                    Property = RefinementEnd.Property(refinement, forbidden.Text),
                                }
                            )
                        )
                        .OrderBy(violation => violation.Trace.Steps.Count),
                ],
            };
    }

    private static VacuityReason Untested(ModelRefinement refinement, string why) =>
        new($"{why}, so there is nothing to compare for '{refinement.Name}'")
        {
            Property = new NamedProperty(ViolationKind.Refinement, refinement.Name),
        };
}
