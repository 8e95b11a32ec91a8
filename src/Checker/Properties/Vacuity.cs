using Checker.Exploration;

namespace Checker.Properties;

/// <summary>Finds out whether a result means nothing because nothing was tested.</summary>
internal static unsafe class Vacuity
{
    /// <summary>The reasons, in words; empty when there are none.</summary>
    public static IEnumerable<string> Reasons(StateJudge judge, SearchStatistics statistics)
    {
        if (statistics.Transitions == 0)
        {
            yield return "no process took a step";
            yield break;
        }

        foreach (var invariant in judge.Invariants)
        {
            if (judge.NeverApplied(invariant))
            {
                yield return $"the left side of '{invariant.Predicate.Name}' was never true";
            }
            else if (!invariant.Predicate.LooksAtSomethingThatChanges)
            {
                yield return $"nothing that '{invariant.Predicate.Name}' looks at ever changed";
            }
        }
    }

    /// <summary>Whether a goal is reached before anything happens.</summary>
    public static bool HoldsAtStart(ExhaustiveSearch search, PredicateTable goal) => goal.Holds(search.Layout, search.Store[0]);
}
