using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// A lock of the kernel. Misuse is a violation: taking it again while holding it, releasing it without holding it,
/// breaking a lock order.
/// </summary>
public abstract class KernelLock : SharedObject<LockState>
{
    private protected KernelLock(string name, LockOrder? order, bool spins)
        : base(name, LockState.Free)
    {
        Order = order;
        Spins = spins;
    }

    /// <summary>The order that acquisitions are checked against, or <c>null</c>.</summary>
    public LockOrder? Order { get; }

    /// <summary>Whether a waiter spins, so that its holder must not sleep.</summary>
    internal bool Spins { get; }

    /// <summary>How readers hold the lock.</summary>
    internal virtual LockMode SharedMode => LockMode.SharedBehindWriters;

    /// <summary>Whether <paramref name="process"/> holds the lock in any mode.</summary>
    public bool IsHeldBy(StateView states, string process)
    {
        ArgumentNullException.ThrowIfNull(states);
        return states.Of(this).IsHeldBy(process);
    }

    /// <summary>Whether the lock can be taken now.</summary>
    /// <param name="state">The lock's state.</param>
    /// <param name="process">Who asks.</param>
    /// <param name="mode">How.</param>
    internal virtual bool IsAvailable(LockState state, string process, LockMode mode) =>
        state is { Owner.Length: 0, Readers.Count: 0 };

    /// <summary>The objects that acquiring or releasing touches.</summary>
    internal IReadOnlyList<Access> Touched =>
        Order is null ? [Access.Write(this)] : [Access.Write(this), Access.Write(Order)];

    /// <summary>The rule that asking for the lock breaks, or <c>null</c>.</summary>
    internal string? Misuse(StateView states, string process, LockMode mode, bool waits)
    {
        var state = states.Of(this);
        if (state.IsHeldBy(process))
        {
            return state.Owner == process
                ? $"{Name} is not taken again by its holder"
                : $"{Name} is not taken again by one of its readers";
        }

        return waits ? Order?.Misuse(states, process, Name, mode, sleeps: !Spins) : null;
    }

    /// <summary>What changes when <paramref name="process"/> takes the lock.</summary>
    internal Change[] Taken(StateView states, string process, LockMode mode, bool waits)
    {
        var state = states.Of(this);
        var next =
            mode == LockMode.Exclusive
                ? state with
                {
                    Owner = process,
                    Queue = Sequence<string>.Of([.. state.Queue.Where(waiter => waiter != process)]),
                }
                : state with
                {
                    Readers = Sequence<string>.Of([.. state.Readers.Append(process).Order(StringComparer.Ordinal)]),
                };
        return Order is null
            ? [To(next)]
            : [To(next), Order.Taken(states, new HeldLock(process, Name, mode, Spins), waits)];
    }

    /// <summary>What changes when <paramref name="process"/> releases the lock.</summary>
    internal Change[] Released(StateView states, string process)
    {
        var state = states.Of(this);
        var next =
            state.Owner == process
                ? state with
                {
                    Owner = "",
                }
                : state with
                {
                    Readers = Sequence<string>.Of([.. state.Readers.Where(reader => reader != process)]),
                };
        return Order is null ? [To(next)] : [To(next), Order.Released(states, process, Name)];
    }
}

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
        string held =
            Owner.Length > 0 ? $"held by {Owner}"
            : Readers.Count > 0 ? $"read by {string.Join(", ", Readers)}"
            : "free";
        return Queue.Count == 0 ? held : $"{held}, awaited by {string.Join(", ", Queue)}";
    }
}

/// <summary>How a lock is held, as far as the order of locks is concerned.</summary>
public enum LockMode
{
    /// <summary>By one process alone.</summary>
    Exclusive,

    /// <summary>Together with other readers; a reader that arrives behind a waiting writer waits too.</summary>
    SharedBehindWriters,

    /// <summary>Together with other readers; a reader never waits for a reader.</summary>
    Shared,
}

internal sealed record LockTake(KernelLock Lock, string Process, LockMode Mode) : Operation<Nothing>
{
    public override string Kind => Mode == LockMode.Exclusive ? "lock" : "read lock";

    public override IReadOnlyList<Access> Footprint => Lock.Touched;

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        if (Lock.Misuse(states, Process, Mode, waits: true) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else if (Lock.IsAvailable(states.Of(Lock), Process, Mode))
        {
            outcomes.Add(default, Lock.Taken(states, Process, Mode, waits: true));
        }
    }
}

internal sealed record LockTry(KernelLock Lock, string Process, LockMode Mode) : Operation<bool>
{
    public override string Kind => Mode == LockMode.Exclusive ? "try lock" : "try read lock";

    public override IReadOnlyList<Access> Footprint => Lock.Touched;

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        if (Lock.Misuse(states, Process, Mode, waits: false) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else if (Lock.IsAvailable(states.Of(Lock), Process, Mode))
        {
            outcomes.Add(true, Lock.Taken(states, Process, Mode, waits: false));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "taken" : "busy";
}

internal sealed record LockRelease(KernelLock Lock, string Process, LockMode Mode) : Operation<Nothing>
{
    public override string Kind => Mode == LockMode.Exclusive ? "unlock" : "read unlock";

    public override IReadOnlyList<Access> Footprint => Lock.Touched;

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var state = states.Of(Lock);
        bool holds = Mode == LockMode.Exclusive ? state.Owner == Process : state.Readers.Contains(Process);
        if (holds)
        {
            outcomes.Add(default, Lock.Released(states, Process));
        }
        else
        {
            outcomes.Refuse(
                Mode == LockMode.Exclusive
                    ? $"{Lock.Name} is released only by its holder"
                    : $"{Lock.Name} is released only by a reader of it"
            );
        }
    }
}

/// <summary>A writer's first step: it takes the lock, or joins the queue of waiting writers.</summary>
internal sealed record LockQueue(KernelLock Lock, string Process) : Operation<bool>
{
    public override string Kind => "lock or queue";

    public override IReadOnlyList<Access> Footprint => Lock.Touched;

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        var state = states.Of(Lock);
        if (Lock.Misuse(states, Process, LockMode.Exclusive, waits: true) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else if (Lock.IsAvailable(state, Process, LockMode.Exclusive))
        {
            outcomes.Add(true, Lock.Taken(states, Process, LockMode.Exclusive, waits: true));
        }
        else
        {
            outcomes.Add(false, Lock.To(state with { Queue = state.Queue.Append(Process) }));
        }
    }

    protected override string Format(bool response) => response ? "taken" : "queued";
}
