using System.Numerics;

namespace Checker.Exploration.Strategies;

/// <summary>
/// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS 2010): of the processes that
/// can step, the one of highest priority does. Priorities are random, and at d - 1 random steps of a walk the process
/// about to step falls below all others. With n processes, a walk of at most k steps finds a bug of depth d with a
/// probability of at least 1 / (n k^(d - 1)).
/// </summary>
/// <remarks>
/// The longest walk so far stands for k, so the first walk has no such change. Beyond the paper, a process that comes
/// back to a state while no other has stepped falls below all others: it waits in a loop that nothing else would end.
/// </remarks>
/// <param name="seed">Decides every choice.</param>
/// <param name="depth">The paper's d, the number of ordering constraints that make a bug happen; at least 1.</param>
internal sealed class PctStrategy(ulong seed, int depth) : PriorityStrategy(seed)
{
    private readonly int[] _changes = new int[depth - 1];
    private int _lowest;
    private int _longest;
    private int _running;
    private int _stepsAlone;
    private int[] _kept = [];

    public override string Walks => FormattableString.Invariant($"pct walks of depth {depth}");

    protected override void Begin()
    {
        for (int process = 0; process < Priorities.Length; process++)
        {
            // Shuffled as Fisher and Yates do.
            int other = Below(process + 1);
            Priorities[process] = Priorities[other];
            Priorities[other] = _changes.Length + process;
        }

        for (int change = 0; change < _changes.Length; change++)
        {
            _changes[change] = _longest == 0 ? -1 : Below(_longest);
        }

        (_lowest, _running) = (0, -1);
    }

    protected override int Next(StateCursor cursor, int step)
    {
        if (step > 0 && ComesBack(cursor))
        {
            Priorities[_running] = --_lowest;
        }

        _longest = Math.Max(_longest, step + 1);
        for (int change = 0; change < _changes.Length; change++)
        {
            if (_changes[change] == step)
            {
                Priorities[Highest(cursor)] = change;
            }
        }

        int next = Highest(cursor);
        if (next != _running)
        {
            (_running, _stepsAlone, _kept) = (next, 0, cursor.Values());
        }

        return next;
    }

    // Brent's search for cycles (1980): one state is kept, a later one at every power of two.
    private bool ComesBack(StateCursor cursor)
    {
        int[] now = cursor.Values();
        bool isBack = now.AsSpan().SequenceEqual(_kept);
        if (BitOperations.IsPow2(++_stepsAlone))
        {
            _kept = now;
        }

        return isBack;
    }
}
