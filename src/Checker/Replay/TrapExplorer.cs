using Checker.Automata;
using Checker.Exploration;
using Checker.Properties;
using Checker.Traces;

namespace Checker.Replay;

/// <summary>
/// Finds out what the processes do once the goal is out of reach: the operations that they repeat for ever.
/// </summary>
internal sealed unsafe class TrapExplorer
{
    // Enough to show what goes round; a trap may be as large as the state space.
    private const int MostSteps = 24;

    private readonly ExhaustiveSearch _search;
    private readonly Composition _composition;

    public TrapExplorer(ExhaustiveSearch search, Composition composition)
    {
        _search = search;
        _composition = composition;
    }

    /// <summary>
    /// What each process does for ever after <paramref name="trap"/>, in a set of states that can reach each other and
    /// nothing else.
    /// </summary>
    public TrapEnding Ending(int trap)
    {
        var component = BottomComponent.ReachableFrom(_search, trap);
        return new TrapEnding(Endings(component), WayInto([.. component], trap));
    }

    private IReadOnlyList<ProcessEnding> Endings(IReadOnlyList<int> component)
    {
        var rounds = _composition.Processes.Select(_ => new List<string>()).ToArray();
        foreach (int number in component)
        {
            var successors = _search.SuccessorsOf(number);
            int[] actions = new Span<int>(successors.Actions, successors.Count).ToArray();
            foreach (int action in actions)
            {
                var round = rounds[SuccessorBuffer.ProcessOf(action)];
                string step = Tell(number, SuccessorBuffer.ProcessOf(action), SuccessorBuffer.OutcomeOf(action));
                if (round.Count < MostSteps && !round.Contains(step))
                {
                    round.Add(step);
                }
            }
        }

        ulong* state = _search.Store[component[0]];
        return
        [
            .. _composition.Processes.Select(
                (process, number) =>
                {
                    var local = process[_search.Layout.Fields[number].In(state)];
                    return rounds[number].Count > 0
                            ? new ProcessEnding(process.Name, ProcessActivity.Looping, rounds[number])
                        : local.HasFinished ? new ProcessEnding(process.Name, ProcessActivity.Finished, [])
                        : new ProcessEnding(process.Name, ProcessActivity.Blocked, [StepText.Of(local.Pending!)]);
                }
            ),
        ];
    }

    // Breadth-first, in order of process and outcome: so the way is the same every time.
    private IReadOnlyList<ScheduleStep> WayInto(HashSet<int> component, int start)
    {
        var cameFrom = new Dictionary<int, (int Before, ScheduleStep Step)> { [start] = (-1, default) };
        var waiting = new Queue<int>([start]);
        int at = start;
        while (!component.Contains(at = waiting.Dequeue()))
        {
            var successors = _search.SuccessorsOf(at);
            for (int i = 0; i < successors.Count; i++)
            {
                int action = successors.Actions[i];
                int target = _search.Store.Find(successors.State(i));
                if (
                    cameFrom.TryAdd(
                        target,
                        (at, new ScheduleStep(SuccessorBuffer.ProcessOf(action), SuccessorBuffer.OutcomeOf(action)))
                    )
                )
                {
                    waiting.Enqueue(target);
                }
            }
        }

        var way = new List<ScheduleStep>();
        for (; cameFrom[at].Before >= 0; at = cameFrom[at].Before)
        {
            way.Add(cameFrom[at].Step);
        }

        way.Reverse();
        return way;
    }

    private string Tell(int number, int process, int outcome)
    {
        ulong* state = _search.Store[number];
        var automaton = _composition.Processes[process];
        int local = _search.Layout.Fields[process].In(state);
        object? response = _composition.OutcomesOf(process, _search.Layout, state).Outcomes[outcome].Response;
        var step = TraceBuilder.Describe(automaton[local].Pending!, response, 0, automaton.Name, outcome);
        var notes = automaton.Narrate(local, response);
        return notes.Count == 0 ? StepText.Of(step) : $"{StepText.Of(step)}; {string.Join("; ", notes)}";
    }
}
