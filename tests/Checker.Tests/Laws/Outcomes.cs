using Checker.Automata;
using Checker.Automata.Guards;
using Checker.Exploration;
using Model.Systems;

namespace Checker.Tests.Laws;

/// <summary>What a model can come to, and how many states it took to find out.</summary>
/// <param name="States">Reachable states.</param>
/// <param name="Reached">For every reachable state, the states of all objects; in ordinal order.</param>
/// <param name="Ends">The same for states in which no process can step.</param>
/// <param name="Violations">Kind and property of each violation; in ordinal order.</param>
internal sealed record Outcomes(
    long States,
    IReadOnlyList<string> Reached,
    IReadOnlyList<string> Ends,
    IReadOnlyList<string> Violations
)
{
    public static unsafe Outcomes Of(SystemModel model, bool deadLocalsCount)
    {
        var composition = new Composition(
            model,
            new AutomataOptions(new BodyWatch()) { DeadLocalsCount = deadLocalsCount }
        );
        var judge = new PropertyMonitor(composition, []);
        using var search = new ExhaustiveSearch(composition, judge, new SearchSettings());
        var statistics = search.Run();
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var ends = new SortedSet<string>(StringComparer.Ordinal);
        for (int state = 0; state < statistics.States; state++)
        {
            string objects = string.Join(
                ", ",
                composition
                    .Objects.Select(target =>
                        $"{target.Target.Name}="
                        + $"{target[search.Layout.Fields[composition.SlotOf(target.Target)].In(search.Store[state])]}"
                    )
                    .Order(StringComparer.Ordinal)
            );
            reached.Add(objects);
            if (search.SuccessorsOf(state).Count == 0)
            {
                ends.Add(objects);
            }
        }

        return new Outcomes(
            statistics.States,
            [.. reached],
            [.. ends],
            [
                .. judge
                    .FailingStates.Select(failing => $"{failing.Kind} {failing.Property}")
                    .Order(StringComparer.Ordinal),
            ]
        );
    }
}
