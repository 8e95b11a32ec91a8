using System.Globalization;
using Model.Guests.X86.Semantics;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// The store buffer of one CPU as x86-TSO has it (Sewell, Sarkar, Owens, Zappa Nardelli, Myreen, CACM 2010; Intel SDM
/// volume 3, section 9.2): first in first out. What comes of more stores than a limit is not explored, and told. A load
/// takes each byte from the youngest store in its own CPU's buffer that covers it, else from memory.
/// </summary>
/// <remarks>
/// Stores that do not obey this order (non-temporal, write-combining memory, string stores) are not modelled.
/// </remarks>
[Value]
internal sealed class GuestStoreBuffer : SharedObject<Sequence<PendingStore>>
{
    private readonly GuestMemory _memory;
    private readonly string _cpu;
    private readonly int _limit;

    public GuestStoreBuffer(string cpu, GuestMemory memory, int limit)
        : base($"{cpu} store buffer", Sequence<PendingStore>.Empty)
    {
        _memory = memory;
        _cpu = cpu;
        _limit = limit;
    }

    /// <summary>The process that takes stores to memory, one at a time, at any moment.</summary>
    public async Step Drain()
    {
        while (true)
        {
            await new BufferFlush(this, _memory);
        }
    }

    /// <summary>Reads what lies within one cache line.</summary>
    public Operation<UInt128> Load(MemoryAccess access) => new GuestBufferedLoad(this, _memory, access);

    /// <summary>Appends a store; one that crosses a cache line as two, in either order.</summary>
    public Operation<Nothing> Store(MemoryAccess access, UInt128 value) =>
        new GuestBufferedStore(this, _memory, access, value);

    /// <summary>A store that only this CPU can see: to memory at once.</summary>
    public Operation<Nothing> StoreUnseen(MemoryAccess access, UInt128 value) =>
        new UnseenStore(this, _memory, access, value);

    /// <summary>
    /// The same operation, blocked until the buffer is empty: for locked instructions, fences and everything that a VM
    /// exit precedes.
    /// </summary>
    public Operation<T> Drained<T>(Operation<T> operation) =>
        new Guarded<T>(this, states => states.Of(this).Count == 0, operation);

    /// <summary>A value read from memory with the bytes of pending stores put over it, the youngest on top.</summary>
    public static UInt128 Forward(Sequence<PendingStore> pending, MemoryAccess place, UInt128 value)
    {
        foreach (var store in pending)
        {
            long shift = (long)(store.Place.Address - place.Address);
            if (shift < place.Size && shift > -store.Place.Size)
            {
                var (mask, bytes) =
                    shift >= 0
                        ? (store.Place.Mask << (int)(shift * 8), store.Value << (int)(shift * 8))
                        : (store.Place.Mask >> (int)(-shift * 8), store.Value >> (int)(-shift * 8));
                value = ((value & ~mask) | bytes) & place.Mask;
            }
        }

        return value;
    }

    protected internal override string Format(Sequence<PendingStore> state) =>
        state.Count == 0 ? "empty" : string.Join(", ", state.Select(Describe));

    /// <summary>Whether so many stores are more than is explored.</summary>
    public bool IsBeyondLimit(int stores) => stores > _limit;

    /// <summary>Why a store is not explored.</summary>
    /// <param name="source">The instruction.</param>
    public string BeyondLimit(Source? source) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_cpu}'s store buffer reached {_limit} stores: 0x{source?.Address ?? 0:x} {source?.Text} stores once "
                + $"more without a fence"
        );

    /// <summary>A store as a trace shows it.</summary>
    public string Describe(PendingStore store) =>
        $"{_memory.Describe(_memory.ToLinear(store.Place))} <- {GuestValue.Format(store.Value)}";
}

/// <summary>
/// Puts a store into its CPU's buffer. Across a cache line it is two stores, and either may be the first.
/// </summary>
internal sealed record GuestBufferedStore(
    GuestStoreBuffer Buffer,
    GuestMemory Memory,
    MemoryAccess Access,
    UInt128 Value
) : Operation<Nothing>
{
    public override string Kind => "buffer store";

    public override IReadOnlyList<Access> Footprint => [Steps.Access.Write(Buffer)];

    public override string Operand => $"{Memory.Describe(Access)} <- {GuestValue.Format(Value)}";

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var pending = states.Of(Buffer);
        var (low, high) = Access.SplitAt(MemoryAccess.CacheLine);
        if (Buffer.IsBeyondLimit(pending.Count + (high is null ? 1 : 2)))
        {
            outcomes.Limit(Buffer.BeyondLimit(Source));
            return;
        }

        var first = Pending(low, Value & low.Mask);
        if (high is not { } rest)
        {
            outcomes.Add(default, Buffer.To(pending.Append(first)));
            return;
        }

        var second = Pending(rest, Value >> (low.Size * 8));
        outcomes.Add(default, Buffer.To(pending.Append(first).Append(second)));
        outcomes.Add(default, Buffer.To(pending.Append(second).Append(first)));
    }

    private PendingStore Pending(MemoryAccess part, UInt128 value) =>
        new(part with { Address = Memory.Pages.ToPhysical(part.Address) }, value);
}

/// <summary>Reads memory as its CPU sees it: through the CPU's store buffer, in one step.</summary>
internal sealed record GuestBufferedLoad(GuestStoreBuffer Buffer, GuestMemory Memory, MemoryAccess Access)
    : Operation<UInt128>
{
    public override string Kind => "load";

    public override IReadOnlyList<Access> Footprint =>
        [.. Memory.WordsOf(Access).Select(Steps.Access.Read), Steps.Access.Read(Buffer)];

    internal override IReadOnlyList<string> Places => [Memory.Describe(Access), Buffer.Name];

    protected override void Apply(StateView states, Outcomes<UInt128> outcomes)
    {
        var pending = states.Of(Buffer);
        outcomes.Add(GuestStoreBuffer.Forward(pending, Memory.Pages.Places(Access)[0], Memory.Read(states, Access)));
    }

    protected override string Format(UInt128 response) => GuestValue.Format(response);
}

/// <summary>Takes the oldest store of a buffer to memory; blocked while the buffer is empty.</summary>
internal sealed record BufferFlush(GuestStoreBuffer Buffer, GuestMemory Memory) : Operation<PendingStore>
{
    public override string Kind => "flush";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Buffer)];

    protected internal override IReadOnlyList<Access> FootprintIn(StateView states)
    {
        var pending = states.Of(Buffer);
        return pending.Count == 0
            ? Footprint
            : [.. Footprint, .. Memory.WordsIn(pending[0].Place).Select(Access.Write)];
    }

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before,
        StateView after,
        object? response,
        IReadOnlyList<ObjectChange> changes
    ) => Memory.ShowChanges(before, after, changes, [Memory.ToLinear(((PendingStore)response!).Place)]);

    protected override void Apply(StateView states, Outcomes<PendingStore> outcomes)
    {
        var pending = states.Of(Buffer);
        if (pending.Count > 0)
        {
            outcomes.Add(
                pending[0],
                [Buffer.To(pending.RemoveFirst()), .. Memory.WriteAt(states, pending[0].Place, pending[0].Value)]
            );
        }
    }

    protected override string Format(PendingStore response) => Buffer.Describe(response);
}

/// <summary>A store that has left its CPU but is not yet in memory.</summary>
/// <param name="Place">Where it goes: physical, within one cache line.</param>
/// <param name="Value">What is stored.</param>
public readonly record struct PendingStore(MemoryAccess Place, UInt128 Value)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"0x{Place.Address:x}/{Place.Size} <- {GuestValue.Format(Value)}");
}
