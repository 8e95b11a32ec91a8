using Checker.Automata;
using Checker.Automata.Guards;
using Checker.Exploration;
using Model.Systems;

namespace Checker.Tests.Laws;

/// <summary>What a model can end up with, and how many states it took to find out.</summary>
/// <param name="States">Reachable states.</param>
/// <param name="Ends">For every state in which no process can step, the states of all objects; in ordinal order.</param>
/// <param name="Violations">Kind and property of each violation; in ordinal order.</param>
internal sealed record Outcomes(long States, IReadOnlyList<string> Ends, IReadOnlyList<string> Violations)
{
    public static unsafe Outcomes Of(SystemModel model, bool deadLocalsCount)
    {
        var composition = new Composition(model, new AutomataOptions(new BodyWatch()) { DeadLocalsCount = deadLocalsCount });
        var judge = new StateJudge(composition, []);
        using var search = new ExhaustiveSearch(composition, judge, new SearchSettings());
        var statistics = search.Run();
        var ends = new SortedSet<string>(StringComparer.Ordinal);
        for (int state = 0; state < statistics.States; state++)
        {
            if (search.SuccessorsOf(state).Count == 0)
            {
                ends.Add(string.Join(", ", composition.Objects
                    .Select(target => $"{target.Target.Name}={target[search.Layout.Fields[composition.SlotOf(target.Target)].In(search.Store[state])]}")
                    .Order(StringComparer.Ordinal)));
            }
        }

        return new Outcomes(
            statistics.States,
            [.. ends],
            [.. judge.Sightings.Select(sighting => $"{sighting.Kind} {sighting.Property}").Order(StringComparer.Ordinal)]);
    }
}
