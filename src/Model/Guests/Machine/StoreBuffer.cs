using System.Globalization;
using Model.Steps;

namespace Model.Guests;

/// <summary>
/// The store buffer of one CPU as x86-TSO has it (Sewell, Sarkar, Owens, Zappa Nardelli, Myreen, CACM 2010; Intel SDM volume 3, section 9.2): first in
/// first out. What comes of more stores than a limit is not explored, and told. A load takes each byte from the youngest store in its own CPU's buffer that covers it, else from memory.
/// </summary>
/// <remarks>Stores that do not obey this order (non-temporal, write-combining memory, string stores) are not modelled.</remarks>
[Value]
internal sealed class StoreBuffer : SharedObject<Sequence<PendingStore>>
{
    private readonly GuestMemory _memory;
    private readonly string _cpu;
    private readonly int _limit;

    public StoreBuffer(string cpu, GuestMemory memory, int limit)
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
    public Operation<UInt128> Load(MemoryAccess access) => new BufferedLoad(this, _memory, access);

    /// <summary>Appends a store; one that crosses a cache line as two, in either order.</summary>
    public Operation<Nothing> Store(MemoryAccess access, UInt128 value) => new BufferedStore(this, _memory, access, value);

    /// <summary>The same operation, blocked until the buffer is empty: for locked instructions, fences and everything that a VM exit precedes.</summary>
    public Operation<T> Drained<T>(Operation<T> operation) => new DrainedOperation<T>(this, operation) { Source = operation.Source };

    /// <summary>A value read from memory with the bytes of pending stores put over it, the youngest on top.</summary>
    public static UInt128 Forward(Sequence<PendingStore> pending, MemoryAccess place, UInt128 value)
    {
        foreach (var store in pending)
        {
            long shift = (long)(store.Place.Address - place.Address);
            if (shift < place.Size && shift > -store.Place.Size)
            {
                var (mask, bytes) = shift >= 0
                    ? (store.Place.Mask << (int)(shift * 8), store.Value << (int)(shift * 8))
                    : (store.Place.Mask >> (int)(-shift * 8), store.Value >> (int)(-shift * 8));
                value = ((value & ~mask) | bytes) & place.Mask;
            }
        }

        return value;
    }

    protected internal override string Format(Sequence<PendingStore> state) => state.Count == 0 ? "empty" : string.Join(", ", state.Select(Describe));

    /// <summary>Whether so many stores are more than is explored.</summary>
    public bool IsBeyondLimit(int stores) => stores > _limit;

    /// <summary>Why a store is not explored.</summary>
    /// <param name="source">The instruction.</param>
    public string BeyondLimit(Source? source) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_cpu}'s store buffer reached {_limit} stores: 0x{source?.Address ?? 0:x} {source?.Text} stores once more without a fence");

    /// <summary>A store as a trace shows it.</summary>
    public string Describe(PendingStore store) => $"{_memory.Describe(_memory.ToLinear(store.Place))} <- {GuestValue.Format(store.Value)}";
}
