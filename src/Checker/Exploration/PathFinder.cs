using Model.Steps;

namespace Checker.Exploration;

/// <summary>Turns the predecessors that a search noted into the schedule that leads to a state.</summary>
internal static unsafe class PathFinder
{
    /// <summary>The steps from the initial state to the state of that number.</summary>
    public static Schedule To(ExhaustiveSearch search, int number)
    {
        var steps = new List<ScheduleStep>();
        for (int at = number; search.Store.Predecessor(at) is var before and >= 0; at = before)
        {
            steps.Add(StepBetween(search, before, at));
        }

        steps.Reverse();
        return new Schedule(Sequence<ScheduleStep>.Of([.. steps]));
    }

    private static ScheduleStep StepBetween(ExhaustiveSearch search, int source, int target)
    {
        var successors = search.SuccessorsOf(source);
        for (int i = 0; i < successors.Count; i++)
        {
            if (search.Store.Find(successors.State(i)) == target)
            {
                int action = successors.Actions[i];
                return new ScheduleStep(SuccessorBuffer.ProcessOf(action), SuccessorBuffer.OutcomeOf(action));
            }
        }

        throw new InvalidOperationException($"State {target} is no successor of state {source}.");
    }
}
