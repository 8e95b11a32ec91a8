using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>
/// QEMU's <c>QemuLockCnt</c>: counts the ioctls in progress. While it is locked, a count of 0 stays 0.
/// </summary>
internal sealed class IoctlCount : SharedObject<IoctlCountState>
{
    public IoctlCount(string name)
        : base(name, default) { }

    /// <summary>An ioctl begins; blocked while the count is 0 and locked.</summary>
    public Operation<Nothing> Begin() =>
        Rule(
            "begin ioctl",
            state =>
                state is { Count: 0, IsLocked: true }
                    ? Effect.Blocked
                    : Effect.To(state with { Count = state.Count + 1 })
        );

    /// <summary>An ioctl ends.</summary>
    public Operation<Nothing> End() => Change("end ioctl", state => state with { Count = state.Count - 1 });

    /// <summary>Locks the count; ioctls in progress go on.</summary>
    public Operation<Nothing> Lock() => Change("lock", state => state with { IsLocked = true });

    /// <summary>Unlocks the count.</summary>
    public Operation<Nothing> Unlock() => Change("unlock", state => state with { IsLocked = false });

    /// <summary>Looks at the count.</summary>
    public Operation<int> Count() => Look("count", state => state.Count);

    private Operation<Nothing> Change(string kind, Func<IoctlCountState, IoctlCountState> change) =>
        Rule(kind, state => Effect.To(change(state)));
}

/// <summary>The state of an <see cref="IoctlCount"/>.</summary>
/// <param name="Count">Ioctls in progress.</param>
/// <param name="IsLocked">Whether it is locked.</param>
internal readonly record struct IoctlCountState(int Count, bool IsLocked)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Count}{(IsLocked ? ", locked" : "")}");
}
