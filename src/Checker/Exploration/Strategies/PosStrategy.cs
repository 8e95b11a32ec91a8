namespace Checker.Exploration.Strategies;

/// <summary>
/// Partial order sampling (Yuan, Yang, Gu, CAV 2018): every pending operation has a random priority, and of those that
/// can happen the highest does. Operations that conflict with it get other priorities. So the order of two that
/// conflict is decided anew each time, and one that conflicts with none of those before it may wait for long.
/// </summary>
/// <param name="seed">Decides every choice.</param>
internal sealed class PosStrategy(ulong seed) : PriorityStrategy(seed)
{
    public override string Walks => "pos walks";

    protected override void Begin()
    {
        for (int process = 0; process < Priorities.Length; process++)
        {
            Priorities[process] = Below(int.MaxValue);
        }
    }

    protected override int Next(StateCursor cursor, int step)
    {
        int next = Highest(cursor);
        for (int process = 0; process < Priorities.Length; process++)
        {
            // What the process does next is another operation.
            if (process == next || cursor.Conflict(process, next))
            {
                Priorities[process] = Below(int.MaxValue);
            }
        }

        return next;
    }
}
