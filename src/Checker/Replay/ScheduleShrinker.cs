using Checker.Exploration;
using Checker.Traces;

namespace Checker.Replay;

/// <summary>
/// Shortens a schedule for as long as the same property fails: cuts out rounds that lead back to the same state,
/// deletes chunks of steps, and moves steps of one process together. For state spaces too large for
/// <see cref="ContextSwitchSearch"/>; what is left need not be the least.
/// </summary>
internal sealed class ScheduleShrinker : IDisposable
{
    // Bounds the work on schedules of many thousand steps; counted, not timed, so that the result is always the same.
    private const long MostSteps = 20_000_000;

    private readonly ViolationTest _test;
    private readonly StateCursor _walker;
    private readonly CancellationToken _cancellation;
    private List<ScheduleStep> _best = [];
    private long _stepsTaken;

    public ScheduleShrinker(TraceModel model, ViolationTest test, CancellationToken cancellation)
    {
        _test = test;
        _walker = new StateCursor(model.Composition);
        _cancellation = cancellation;
    }

    /// <summary>The shortest schedule found; never worse than <paramref name="start"/>.</summary>
    public IReadOnlyList<ScheduleStep> Shrink(IReadOnlyList<ScheduleStep> start)
    {
        _best = [.. start];
        TryCandidate(WithoutRounds(start));
        while (DeleteChunks() | GatherSteps()) { }

        return _best;
    }

    public void Dispose() => _walker.Dispose();

    private bool DeleteChunks()
    {
        bool improved = false;
        for (int size = Math.Max(1, _best.Count / 2); size >= 1; size /= 2)
        {
            for (int from = 0; from + size <= _best.Count;)
            {
                bool better = TryCandidate([.. _best[..from], .. _best[(from + size)..]]);
                improved |= better;
                from += better ? 0 : size;
            }
        }

        return improved;
    }

    private bool GatherSteps()
    {
        bool improved = false;
        for (int end = 1; end < _best.Count; end++)
        {
            int process = _best[end - 1].Process;
            int next = _best[end].Process == process ? -1 : _best.FindIndex(end, step => step.Process == process);
            if (next < 0)
            {
                continue;
            }

            int start = StartOfRun(end - 1);
            int nextEnd = _best.FindIndex(next, step => step.Process != process) is var found and >= 0
                ? found
                : _best.Count;
            improved |=
                TryCandidate([.. _best[..end], .. _best[next..nextEnd], .. _best[end..next], .. _best[nextEnd..]])
                || TryCandidate([.. _best[..start], .. _best[end..next], .. _best[start..end], .. _best[next..]]);
        }

        return improved;
    }

    private int StartOfRun(int index)
    {
        int process = _best[index].Process;
        while (index > 0 && _best[index - 1].Process == process)
        {
            index--;
        }

        return index;
    }

    // Steps that the deletion of others has made impossible are dropped as well.
    private bool TryCandidate(IReadOnlyList<ScheduleStep> candidate)
    {
        if (_stepsTaken >= MostSteps || _cancellation.IsCancellationRequested)
        {
            return false;
        }

        _walker.Restart();
        var taken = new List<ScheduleStep>();
        foreach (var step in candidate)
        {
            if (_test.FailsAt(_walker))
            {
                break;
            }

            if (_walker.TryTake(step))
            {
                taken.Add(step);
            }
        }

        _stepsTaken += taken.Count;
        if (!_test.FailsAt(_walker) || !IsBetter(taken))
        {
            return false;
        }

        _best = taken;
        return true;
    }

    private bool IsBetter(List<ScheduleStep> candidate) =>
        (Switches(candidate), candidate.Count).CompareTo((Switches(_best), _best.Count)) < 0;

    private static int Switches(List<ScheduleStep> steps) =>
        steps.Skip(1).Zip(steps, (step, before) => step.Process == before.Process ? 0 : 1).Sum();

    private List<ScheduleStep> WithoutRounds(IReadOnlyList<ScheduleStep> steps)
    {
        _walker.Restart();
        var states = new List<string> { StateKey() };
        var lengths = new Dictionary<string, int>(StringComparer.Ordinal) { [states[0]] = 0 };
        var kept = new List<ScheduleStep>();
        foreach (var step in steps)
        {
            _walker.TryTake(step);
            string state = StateKey();
            kept.Add(step);
            if (lengths.TryGetValue(state, out int length))
            {
                kept.RemoveRange(length, kept.Count - length);
                foreach (string left in states[(length + 1)..])
                {
                    lengths.Remove(left);
                }

                states.RemoveRange(length + 1, states.Count - length - 1);
            }
            else
            {
                states.Add(state);
                lengths.Add(state, kept.Count);
            }
        }

        return kept;
    }

    // Slots that appear later start with value 0, so zeros at the end do not count.
    private string StateKey() =>
        string.Join(
            ' ',
            Enumerable
                .Range(0, _walker.Composition.SlotCount)
                .Select(_walker.ValueOf)
                .Reverse()
                .SkipWhile(value => value == 0)
        );
}
