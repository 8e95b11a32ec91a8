using Checker.Automata;
using Checker.Exploration;

namespace Checker.Properties;

/// <summary>Finds out whether a result means nothing because nothing was tested.</summary>
internal static unsafe class Vacuity
{
    /// <summary>The reasons, in words; empty when there are none.</summary>
    public static IEnumerable<string> Reasons(ExhaustiveSearch search, StateJudge judge, PredicateTable? constraint)
    {
        if (constraint is not null && !HoldsAtStart(search, constraint))
        {
            return [$"the constraint '{constraint.Name}' is false from the start"];
        }

        return Reasons(judge, search.Statistics);
    }

    /// <summary>Whether a goal or constraint holds before anything happens.</summary>
    public static bool HoldsAtStart(ExhaustiveSearch search, PredicateTable predicate) => predicate.Holds(search.Layout, search.Store[0]);

    private static IEnumerable<string> Reasons(StateJudge judge, SearchStatistics statistics)
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
}
