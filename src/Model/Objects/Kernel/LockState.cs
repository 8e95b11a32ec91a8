using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>Who holds a lock and who queues for it.</summary>
/// <param name="Owner">The process that holds it exclusively, or empty.</param>
/// <param name="Readers">The processes that share it, in ordinal order.</param>
/// <param name="Queue">The writers that wait, oldest first.</param>
public readonly record struct LockState(string Owner, Sequence<string> Readers, Sequence<string> Queue)
{
    /// <summary>The lock without holders and waiters.</summary>
    internal static LockState Free { get; } = new("", Sequence<string>.Empty, Sequence<string>.Empty);

    /// <summary>Whether <paramref name="process"/> holds the lock in any mode.</summary>
    internal bool IsHeldBy(string process) => Owner == process || Readers.Contains(process);

    /// <inheritdoc/>
    public override string ToString()
    {
        string held = Owner.Length > 0 ? $"held by {Owner}" : Readers.Count > 0 ? $"read by {string.Join(", ", Readers)}" : "free";
        return Queue.Count == 0 ? held : $"{held}, awaited by {string.Join(", ", Queue)}";
    }
}
