using Model.Objects;
using Model.Steps;

namespace Differential.Checked;

/// <summary>What every program for the checker works on.</summary>
public abstract class Subject
{
    public readonly Word A = new("a", 0, 1);
    public readonly Word B = new("b", 1, 2);
    public readonly SharedMutex M = new("m");
    public readonly Mailbox<ulong> Q = new("q", 2);

    public abstract (string Name, Func<Step> Body)[] Processes { get; }
}
