using Differential.Plain;

namespace Differential;

/// <summary>
/// The truth about a program: C#'s own tasks, run afresh from the start along every schedule. Nothing is merged.
/// </summary>
internal sealed class PlainRuns
{
    private readonly Func<Execution> _start;
    private readonly Func<string> _objects;
    private readonly Func<ulong> _a;
    private readonly Func<ulong> _b;
    private readonly int _most;
    private readonly List<(int Step, int Count)> _path = [];
    private readonly List<bool> _reachesGoal = [];
    private readonly Behaviour _behaviour = new();

    private PlainRuns(CompiledProgram program, int most)
    {
        Plain.Subject? subject = null;
        _most = most;
        _start = () =>
        {
            subject = program.Create<Plain.Subject>();
            return new Execution(subject.Processes);
        };
        _objects = () =>
            $"a={subject!.A.Value} b={subject.B.Value} m={subject.M.Holder} q="
            + $"{string.Join(',', subject.Q.Messages)}";
        _a = () => subject!.A.Value;
        _b = () => subject!.B.Value;
    }

    /// <summary>
    /// All that the program does; <c>null</c> when it has more schedules than <paramref name="most"/>.
    /// </summary>
    public static Behaviour? Of(CompiledProgram program, int most)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return new PlainRuns(program, most).Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private Behaviour? Run()
    {
        int runs = 0;
        do
        {
            if (++runs > _most)
            {
                return null;
            }

            RunOnce();
        } while (Next());

        return _behaviour;
    }

    private void RunOnce()
    {
        var execution = _start();
        int old = _path.Count;
        for (int depth = 0; ; depth++)
        {
            if (depth >= old)
            {
                Note(execution, depth);
            }

            if (execution.StepCount is var count && count == 0)
            {
                return;
            }

            if (depth == _path.Count)
            {
                _path.Add((0, count));
            }

            execution.Take(_path[depth].Step);
        }
    }

    private void Note(Execution execution, int depth)
    {
        string state = $"{_objects()} | {execution.Places}";
        bool failed = execution.Failures.Any();
        _behaviour.States.Add(state);
        foreach (string claim in execution.Failures)
        {
            _behaviour.Violate("Assertion", claim, depth);
        }

        if (_b() >= 3)
        {
            _behaviour.Violate("Invariant", Behaviour.Invariant, depth);
        }

        if (!failed && execution.StepCount == 0)
        {
            _behaviour.Ends.Add(state);
            if (!execution.HasFinished)
            {
                _behaviour.Violate("Deadlock", "deadlock", depth);
            }
        }

        // What fails is no trap.
        _reachesGoal.Add(false);
        if (failed || _a() == 1)
        {
            for (int i = 0; i <= depth; i++)
            {
                _reachesGoal[i] = true;
            }
        }
    }

    // Goes back to the last state from which not every step was taken.
    private bool Next()
    {
        while (true)
        {
            int depth = _reachesGoal.Count - 1;
            if (depth < _path.Count && _path[depth] is var (step, count) && step + 1 < count)
            {
                _path[depth] = (step + 1, count);
                return true;
            }

            if (!_reachesGoal[depth])
            {
                _behaviour.Violate("Stuck", Behaviour.Goal, depth);
            }

            _reachesGoal.RemoveAt(depth);
            if (depth < _path.Count)
            {
                _path.RemoveAt(depth);
            }

            if (depth == 0)
            {
                return false;
            }
        }
    }
}
