using Checker.Coyote.Executions;
using Checker.Exploration;
using Checker.Replay;
using Checker.Traces;
using Model.Systems;

namespace Checker.Coyote.Schedules;

/// <summary>
/// Decides on what Coyote suspects, by Checker's own search of every reachable state: whether a schedule comes to a
/// state from which the goal is out of reach whatever is scheduled. The one place where the two engines meet.
/// </summary>
internal sealed class Confirmation : IDisposable
{
    private readonly TraceModel _model;
    private readonly SearchSettings _search;
    private readonly Dictionary<string, ViolationTest?> _tests = new(StringComparer.Ordinal);

    /// <param name="model">The model.</param>
    /// <param name="search">How every reachable state is searched, and when to give up.</param>
    public Confirmation(SystemModel model, SearchSettings search)
    {
        _model = new TraceModel(model);
        _search = search;
    }

    /// <summary>Finds out whether a suspicion is right.</summary>
    /// <returns>
    /// The finding up to the first state from which the goal is out of reach; the suspicion when the search was cut;
    /// <c>null</c> when it is refuted.
    /// </returns>
    public Finding? Decide(Finding suspicion)
    {
        if (TestOf(suspicion.Property) is not { } test)
        {
            return suspicion;
        }

        using var walker = new StateCursor(_model.Composition);
        for (int taken = 0; ; taken++)
        {
            if (test.FailsAt(walker))
            {
                return suspicion with
                {
                    Steps = [.. suspicion.Steps.Take(taken)],
                    Endings = test.Ending(walker).Endings,
                    Certainty = Certainty.Confirmed,
                };
            }

            if (taken == suspicion.Steps.Count)
            {
                return null;
            }

            var step = suspicion.Steps[taken];
            if (!walker.TryTake(new ScheduleStep(step.Process, step.Outcome)))
            {
                throw new HarnessException(
                    FormattableString.Invariant(
                        $"step {taken + 1} of schedule {suspicion.Schedule} is not enabled in Checker's own engine"
                    )
                );
            }
        }
    }

    public void Dispose()
    {
        foreach (string goal in _tests.Keys.Order(StringComparer.Ordinal))
        {
            _tests[goal]?.Dispose();
        }
    }

    // Null when the search was cut.
    private ViolationTest? TestOf(string goal)
    {
        if (!_tests.TryGetValue(goal, out var test))
        {
            try
            {
                test = new ViolationTest(_model, ViolationKind.Stuck, goal, _search);
            }
            catch (UnfinishedException)
            {
                test = null;
            }

            _tests.Add(goal, test);
        }

        return test;
    }
}
