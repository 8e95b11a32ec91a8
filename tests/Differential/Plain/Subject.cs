namespace Differential.Plain;

/// <summary>What every program over tasks works on.</summary>
public abstract class Subject
{
    public readonly Word A = new("a", 0, 1);
    public readonly Word B = new("b", 1, 2);
    public readonly SharedMutex M = new("m");
    public readonly Mailbox<ulong> Q = new("q", 2);

    public abstract (string Name, Func<Task> Body)[] Processes { get; }
}
