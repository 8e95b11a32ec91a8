using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// Sleepable RCU: read sections that block nobody, and a writer that waits until every section that was open when it
/// asked is closed.
/// </summary>
/// <remarks>
/// As in the kernel there are two indexes: synchronizing moves new readers to the other index and waits until the old
/// one has no readers. Misuse is a violation: closing a section with an index that was not given out, and synchronizing
/// inside a section of one's own.
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
    public Operation<Nothing> ReadUnlock(int index) =>
        new SrcuReadUnlock(this, new SrcuReader(StepContext.Required.Process, index));

    /// <summary>
    /// Waits until every read section open now is closed (<c>synchronize_srcu</c>); others who synchronize meanwhile
    /// wait for their turn.
    /// </summary>
    /// <param name="routine">The routine that traces name, or empty.</param>
    public async Step Synchronize(string routine = "")
    {
        await new SrcuFlip(this, StepContext.Required.Process).In(routine);
        await Drained().In(routine);
    }

    internal IReadOnlyList<Access> Touched =>
        Order is null ? [Access.Write(this)] : [Access.Write(this), Access.Write(Order)];

    private Operation<Nothing> Drained() =>
        Rule(
            "wait for readers",
            state =>
                state.Readers.Any(reader => reader.Index != state.Index)
                    ? Effect.Blocked
                    : Effect.To(state with { Synchronizer = "" })
        );
}

/// <summary>Who reads and who waits for readers.</summary>
/// <param name="Index">The index that new readers get, 0 or 1.</param>
/// <param name="Readers">The processes in read sections, in ordinal order.</param>
/// <param name="Synchronizer">The process that waits for the readers of the other index, or empty.</param>
public readonly record struct SrcuState(int Index, Sequence<SrcuReader> Readers, string Synchronizer)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string readers = Readers.Count == 0 ? "no readers" : string.Join(", ", Readers);
        return Synchronizer.Length == 0 ? readers : $"{readers}; {Synchronizer} synchronizes";
    }

    internal bool HasReader(string process) => Readers.Any(reader => reader.Process == process);

    internal SrcuState With(SrcuReader entered) =>
        this with
        {
            Readers = Sequence<SrcuReader>.Of([
                .. Readers
                    .Append(entered)
                    .OrderBy(reader => reader.Process, StringComparer.Ordinal)
                    .ThenBy(reader => reader.Index),
            ]),
        };

    internal SrcuState Without(SrcuReader left)
    {
        SrcuReader[] readers = [.. Readers];
        int at = Array.IndexOf(readers, left);
        return this with { Readers = Sequence<SrcuReader>.Of([.. readers[..at], .. readers[(at + 1)..]]) };
    }
}

/// <summary>A process in a read section.</summary>
/// <param name="Process">The reader; once for each of its nested sections.</param>
/// <param name="Index">The index under which it entered, 0 or 1.</param>
public readonly record struct SrcuReader(string Process, int Index)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Process} at {Index}");
}

internal sealed record SrcuReadLock(SleepableRcu Section, string Process) : Operation<int>
{
    public override string Kind => "srcu read lock";

    public override IReadOnlyList<Access> Footprint => Section.Touched;

    protected override void Apply(StateView states, Outcomes<int> outcomes)
    {
        var state = states.Of(Section);
        var entered = Section.To(state.With(new SrcuReader(Process, state.Index)));
        if (Section.Order is not { } order || state.HasReader(Process))
        {
            outcomes.Add(state.Index, entered);
        }
        else if (order.Misuse(states, Process, Section.Name, LockMode.Shared, sleeps: false) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else
        {
            outcomes.Add(
                state.Index,
                entered,
                order.Taken(states, new HeldLock(Process, Section.Name, LockMode.Shared, Spins: false), waited: true)
            );
        }
    }
}

internal sealed record SrcuReadUnlock(SleepableRcu Section, SrcuReader Reader) : Operation<Nothing>
{
    public override string Kind => "srcu read unlock";

    public override IReadOnlyList<Access> Footprint => Section.Touched;

    public override string Operand => FormattableString.Invariant($"{Reader.Index}");

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var state = states.Of(Section);
        if (!state.Readers.Contains(Reader))
        {
            outcomes.Refuse($"a read section of {Section.Name} is closed by its reader with the index it was given");
            return;
        }

        var next = state.Without(Reader);
        if (Section.Order is { } order && !next.HasReader(Reader.Process))
        {
            outcomes.Add(default, Section.To(next), order.Released(states, Reader.Process, Section.Name));
        }
        else
        {
            outcomes.Add(default, Section.To(next));
        }
    }
}

/// <summary>The beginning of a grace period: new readers get the other index.</summary>
internal sealed record SrcuFlip(SleepableRcu Section, string Process) : Operation<Nothing>
{
    public override string Kind => "synchronize";

    public override IReadOnlyList<Access> Footprint => Section.Touched;

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var state = states.Of(Section);
        if (state.HasReader(Process))
        {
            outcomes.Refuse($"nobody synchronizes {Section.Name} inside a read section of it");
        }
        else if (Section.Order?.Misuse(states, Process, Section.Name, LockMode.Exclusive, sleeps: true) is { } misuse)
        {
            outcomes.Refuse(misuse);
        }
        else if (state.Synchronizer.Length == 0)
        {
            var next = Section.To(state with { Index = 1 - state.Index, Synchronizer = Process });
            if (Section.Order is { } order)
            {
                outcomes.Add(default, next, order.Waited(states, Process, Section.Name));
            }
            else
            {
                outcomes.Add(default, next);
            }
        }
    }
}
