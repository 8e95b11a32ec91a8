using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Checker.Automata;

namespace Checker.Exploration;

/// <summary>Every state reached, exactly, each with a number in order of discovery and the number of the state it was reached from.</summary>
/// <remarks>
/// The states lie packed in discovery order; an open-addressing table of 4-byte entries finds them. An entry holds a state's number plus
/// one in as many low bits as the table needs, and bits of the state's hash above them: so a state is compared only when it is almost
/// certainly the one looked for. A state takes its packed words, 4 bytes for its predecessor, and 6 to 12 bytes of the table.
/// </remarks>
internal sealed unsafe class StateStore : IDisposable
{
    private const int MaximumCount = (1 << 30) - 1;
    private NativeArray<ulong> _states;
    private readonly NativeArray<int> _predecessors = new();
    private uint* _table;
    private ulong _tableMask;
    private int _numberBits;
    private int _words;

    public StateStore(int words)
    {
        _words = words;
        _states = new NativeArray<ulong>(words);
        AllocateTable(1 << 12);
    }

    ~StateStore() => NativeMemory.Free(_table);

    /// <summary>Number of states.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes taken, all told.</summary>
    public long Bytes => _states.Bytes + _predecessors.Bytes + ((long)(_tableMask + 1) * sizeof(uint));

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
    public void Repack(Layout from, Layout to)
    {
        var states = new NativeArray<ulong>(to.Words);
        states.Reserve(Count);
        for (int number = 0; number < Count; number++)
        {
            from.Repack(_states[(uint)number], to, states[(uint)number]);
        }

        _states.Dispose();
        _states = states;
        _words = to.Words;
        Rebuild(_tableMask + 1);
    }

    public void Dispose()
    {
        _states.Dispose();
        _predecessors.Dispose();
        NativeMemory.Free(_table);
        _table = null;
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
            throw new InvalidOperationException("The state store is full.");
        }

        _states.Reserve(number + 1L);
        _predecessors.Reserve(number + 1L);
        ulong* target = _states[(uint)number];
        for (int i = 0; i < _words; i++)
        {
            target[i] = state[i];
        }

        *_predecessors[(uint)number] = predecessor;
        _table[slot] = TagOf(hash) | ((uint)number + 1);
        Count = number + 1;
        if ((ulong)Count * 10 > (_tableMask + 1) * 7)
        {
            Rebuild((_tableMask + 1) * 2);
        }

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

    private void AllocateTable(ulong size)
    {
        _table = (uint*)NativeMemory.AllocZeroed((nuint)size, sizeof(uint));
        _tableMask = size - 1;
        _numberBits = BitOperations.Log2(size);
    }

    // Hashes are not kept: they are cheap to compute again and would cost 8 bytes a state.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rebuild(ulong size)
    {
        const int block = 64;
        NativeMemory.Free(_table);
        AllocateTable(size);
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
