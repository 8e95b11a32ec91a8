namespace Checker.Exploration.Strategies;

/// <summary>
/// Lets the process of highest priority step, of those that can. Outcomes of its operation are equally probable.
/// </summary>
/// <param name="seed">Decides every choice.</param>
internal abstract class PriorityStrategy(ulong seed) : IStrategy
{
    private SplitMix _generator = new(seed);

    public abstract string Walks { get; }

    /// <summary>The priority of each process.</summary>
    protected long[] Priorities { get; private set; } = [];

    public int Choose(StateCursor cursor, int step)
    {
        if (step == 0)
        {
            Priorities = new long[cursor.Composition.Processes.Count];
            Begin();
        }

        var (first, count) = cursor.EnabledOf(Next(cursor, step));
        return first + Below(count);
    }

    /// <summary>Begins another walk: sets the priorities.</summary>
    protected abstract void Begin();

    /// <summary>Chooses the process that steps.</summary>
    protected abstract int Next(StateCursor cursor, int step);

    /// <summary>The process of highest priority among those that can step.</summary>
    protected int Highest(StateCursor cursor)
    {
        int highest = cursor.Enabled(0).Process;
        for (int i = 1; i < cursor.EnabledCount; i++)
        {
            int process = cursor.Enabled(i).Process;
            highest = Priorities[process] > Priorities[highest] ? process : highest;
        }

        return highest;
    }

    /// <summary>A random number from 0 to <paramref name="bound"/> - 1.</summary>
    protected int Below(int bound) => _generator.Below(bound);
}
