using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>Sleepable RCU: read sections that block nobody, and a writer that waits until every section that was open when it asked is closed.</summary>
/// <remarks>
/// As in the kernel there are two indexes: synchronizing moves new readers to the other index and waits until the old one has no readers.
/// Misuse is a violation: closing a section with an index that was not given out, and synchronizing inside a section of one's own.
/// </remarks>
public sealed class SleepableRcu : SharedObject<SrcuState>
{
    /// <summary>Creates an instance without readers.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="order">Checks read sections and synchronizing against the order of locks, or <c>null</c>.</param>
    public SleepableRcu(string name, LockOrder? order = null)
        : base(name, new SrcuState(0, Sequence<SrcuReader>.Empty, "")) => Order = order;

    /// <summary>The order that sections are checked against, or <c>null</c>.</summary>
    public LockOrder? Order { get; }

    /// <summary>Opens a read section (<c>srcu_read_lock</c>).</summary>
    /// <returns>The index to close it with.</returns>
    public Operation<int> ReadLock() => new SrcuReadLock(this, StepContext.Required.Process);

    /// <summary>Closes a read section (<c>srcu_read_unlock</c>).</summary>
    /// <param name="index">What <see cref="ReadLock"/> answered.</param>
    public Operation<Nothing> ReadUnlock(int index) => new SrcuReadUnlock(this, new SrcuReader(StepContext.Required.Process, index));

    /// <summary>Waits until every read section open now is closed (<c>synchronize_srcu</c>); others who synchronize meanwhile wait for their turn.</summary>
    /// <param name="routine">The routine that traces name, or empty.</param>
    public async Step Synchronize(string routine = "")
    {
        await new SrcuFlip(this, StepContext.Required.Process).In(routine);
        await Drained().In(routine);
    }

    /// <summary>Whether <paramref name="process"/> is in a read section.</summary>
    public bool IsReadBy(StateView states, string process)
    {
        ArgumentNullException.ThrowIfNull(states);
        return states.Of(this).HasReader(process);
    }

    internal IReadOnlyList<Access> Touched => Order is null ? [Access.Write(this)] : [Access.Write(this), Access.Write(Order)];

    private Transition<SrcuState, Nothing> Drained() => new(
        this,
        "wait for readers",
        state => state.Readers.Any(reader => reader.Index != state.Index)
            ? Effect<SrcuState, Nothing>.Blocked
            : Effect<SrcuState, Nothing>.To(state with { Synchronizer = "" }, default));
}
