using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Checker.Automata;

namespace Checker.Exploration;

/// <summary>
/// Every state reached, exactly, each with a number in order of discovery and the number of the state it was reached
/// from.
/// </summary>
/// <remarks>
/// The states lie packed in discovery order; an open-addressing table of 4-byte entries finds them. An entry holds a
/// state's number plus one in as many low bits as the table needs, and bits of the state's hash above them: so a state
/// is compared only when it is almost certainly the one looked for. A state takes its packed words, 4 bytes for its
/// predecessor, and 6 to 12 bytes of the table.
/// </remarks>
internal sealed unsafe class StateStore : IDisposable
{
    private const int MaximumCount = (1 << 30) - 1;
    private readonly MemoryBudget _budget;
    private readonly NativeArray<int> _predecessors;
    private NativeArray<ulong> _states;
    private uint* _table;
    private ulong _tableMask;
    private int _numberBits;
    private int _words;

    /// <param name="words">Words of a packed state.</param>
    /// <param name="budget">What its memory counts against.</param>
    /// <exception cref="UnfinishedException">There is no memory even for an empty one.</exception>
    public StateStore(int words, MemoryBudget budget)
    {
        _words = words;
        _budget = budget;
        _states = new NativeArray<ulong>(budget, words);
        _predecessors = new NativeArray<int>(budget);
        AdoptTable(NewTable(1 << 12), 1 << 12);
    }

    ~StateStore() => FreeTable();

    /// <summary>Number of states.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes taken, all told.</summary>
    public long Bytes => _states.Bytes + _predecessors.Bytes + TableBytes(_tableMask + 1);

    /// <summary>The packed state of that number.</summary>
    public ulong* this[int number] => _states[(uint)number];

    /// <summary>The state from which this one was first reached; -1 for the initial state.</summary>
    public int Predecessor(int number) => *_predecessors[(uint)number];

    /// <summary>The hash of a packed state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong* state, int words)
    {
        ulong hash = state[0] * 0x9E3779B97F4A7C15UL;
        for (int i = 1; i < words; i++)
        {
            hash = (BitOperations.RotateLeft(hash, 29) ^ state[i]) * 0xD6E8FEB86659FD93UL;
        }

        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        return hash ^ (hash >> 29);
    }

    /// <summary>Asks the processor to fetch the table entry of <paramref name="hash"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchEntry(ulong hash)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_table + (hash & _tableMask));
        }
    }

    /// <summary>Asks the processor to fetch the state that <paramref name="hash"/> is likely to be of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchState(ulong hash)
    {
        uint* table = _table;
        ulong slot = hash & _tableMask;
        uint tag = TagOf(hash);
        uint numberMask = (1u << _numberBits) - 1;
        uint entry;
        while ((entry = table[slot]) != 0)
        {
            if ((entry & ~numberMask) == tag)
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(_states[(entry & numberMask) - 1]);
                }

                return;
            }

            slot = (slot + 1) & _tableMask;
        }
    }

    /// <summary>The number of a state.</summary>
    /// <param name="state">The packed state.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="predecessor">Noted when the state is new.</param>
    /// <param name="isNew">Whether the state was unknown and has been added.</param>
    /// <exception cref="UnfinishedException">The store is full, or there is no memory for more; it stays as it
    /// was.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(ulong* state, ulong hash, int predecessor, out bool isNew)
    {
        int number = Locate(state, hash, out ulong slot);
        isNew = number < 0;
        return isNew ? Append(state, hash, slot, predecessor) : number;
    }

    /// <summary>The number of a state, or -1 when it is unknown.</summary>
    public int Find(ulong* state) => Locate(state, Hash(state, _words), out _);

    /// <inheritdoc cref="Find(ulong*)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong* state, ulong hash) => Locate(state, hash, out _);

    /// <summary>Packs all states anew.</summary>
    /// <exception cref="UnfinishedException">There is no memory for it; the store stays as it was.</exception>
    public void Repack(Layout from, Layout to)
    {
        var states = new NativeArray<ulong>(_budget, to.Words);
        try
        {
            states.Reserve(Count);
        }
        catch
        {
            states.Dispose();
            throw;
        }

        for (int number = 0; number < Count; number++)
        {
            from.Repack(_states[(uint)number], to, states[(uint)number]);
        }

        _states.Dispose();
        _states = states;
        _words = to.Words;
        NativeMemory.Clear(_table, (nuint)TableBytes(_tableMask + 1));
        FillTable();
    }

    public void Dispose()
    {
        _states.Dispose();
        _predecessors.Dispose();
        FreeTable();
        GC.SuppressFinalize(this);
    }

    // The number of a state, or -1 and the free slot where it belongs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Locate(ulong* state, ulong hash, out ulong slot)
    {
        uint* table = _table;
        ulong mask = _tableMask;
        uint tag = TagOf(hash);
        uint numberMask = (1u << _numberBits) - 1;
        ulong at = hash & mask;
        uint entry;
        while ((entry = table[at]) != 0)
        {
            if ((entry & ~numberMask) == tag && Same(_states[(entry & numberMask) - 1], state))
            {
                slot = at;
                return (int)(entry & numberMask) - 1;
            }

            at = (at + 1) & mask;
        }

        slot = at;
        return -1;
    }

    // The hash's highest bits are not used for the slot.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint TagOf(ulong hash) => (uint)(hash >> 32) & ~((1u << _numberBits) - 1);

    private int Append(ulong* state, ulong hash, ulong slot, int predecessor)
    {
        int number = Count;
        if (number >= MaximumCount)
        {
            throw new UnfinishedException($"the limit of {MaximumCount} states, the most that can be numbered");
        }

        _states.Reserve(number + 1L);
        _predecessors.Reserve(number + 1L);
        if (((ulong)number + 1) * 10 > (_tableMask + 1) * 7)
        {
            GrowTable();
            Locate(state, hash, out slot);
        }

        ulong* target = _states[(uint)number];
        for (int i = 0; i < _words; i++)
        {
            target[i] = state[i];
        }

        *_predecessors[(uint)number] = predecessor;
        _table[slot] = TagOf(hash) | ((uint)number + 1);
        Count = number + 1;
        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Same(ulong* left, ulong* right)
    {
        if (*left != *right)
        {
            return false;
        }

        for (int i = 1; i < _words; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }

    private static long TableBytes(ulong size) => (long)size * sizeof(uint);

    private uint* NewTable(ulong size) => (uint*)_budget.Allocate(TableBytes(size), zeroed: true);

    private void AdoptTable(uint* table, ulong size)
    {
        _table = table;
        _tableMask = size - 1;
        _numberBits = BitOperations.Log2(size);
    }

    private void FreeTable()
    {
        _budget.Free(_table, TableBytes(_tableMask + 1));
        _table = null;
    }

    // The old table goes only when the new one is there.
    private void GrowTable()
    {
        ulong size = (_tableMask + 1) * 2;
        uint* larger = NewTable(size);
        FreeTable();
        AdoptTable(larger, size);
        FillTable();
    }

    // Hashes are not kept: they are cheap to compute again and would cost 8 bytes a state.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillTable()
    {
        const int block = 64;
        ulong* hashes = stackalloc ulong[block];
        for (int start = 0; start < Count; start += block)
        {
            int end = Math.Min(start + block, Count);
            for (int number = start; number < end; number++)
            {
                hashes[number - start] = Hash(_states[(uint)number], _words);
                PrefetchEntry(hashes[number - start]);
            }

            for (int number = start; number < end; number++)
            {
                ulong hash = hashes[number - start];
                ulong slot = hash & _tableMask;
                while (_table[slot] != 0)
                {
                    slot = (slot + 1) & _tableMask;
                }

                _table[slot] = TagOf(hash) | ((uint)number + 1);
            }
        }
    }
}
