using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>A lock of the kernel. Misuse is a violation: taking it again while holding it, releasing it without holding it, breaking a lock order.</summary>
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

    /// <summary>Whether nobody holds the lock.</summary>
    public bool IsFree(StateView states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return states.Of(this) is { Owner.Length: 0, Readers.Count: 0 };
    }

    /// <summary>Whether the lock can be taken now.</summary>
    /// <param name="state">The lock's state.</param>
    /// <param name="process">Who asks.</param>
    /// <param name="mode">How.</param>
    internal virtual bool IsAvailable(LockState state, string process, LockMode mode) => state is { Owner.Length: 0, Readers.Count: 0 };

    /// <summary>The objects that acquiring or releasing touches.</summary>
    internal IReadOnlyList<Access> Touched => Order is null ? [Access.Write(this)] : [Access.Write(this), Access.Write(Order)];

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
        var next = mode == LockMode.Exclusive
            ? state with { Owner = process, Queue = Sequence<string>.Of([.. state.Queue.Where(waiter => waiter != process)]) }
            : state with { Readers = Sequence<string>.Of([.. state.Readers.Append(process).Order(StringComparer.Ordinal)]) };
        return Order is null ? [To(next)] : [To(next), Order.Taken(states, new HeldLock(process, Name, mode, Spins), waits)];
    }

    /// <summary>What changes when <paramref name="process"/> releases the lock.</summary>
    internal Change[] Released(StateView states, string process)
    {
        var state = states.Of(this);
        var next = state.Owner == process
            ? state with { Owner = "" }
            : state with { Readers = Sequence<string>.Of([.. state.Readers.Where(reader => reader != process)]) };
        return Order is null ? [To(next)] : [To(next), Order.Released(states, process, Name)];
    }
}
