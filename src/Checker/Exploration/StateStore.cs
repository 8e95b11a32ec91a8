using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Checker.Automata;

namespace Checker.Exploration;

/// <summary>Every state reached, exactly, each with a number in order of discovery and the number of the state it was reached from.</summary>
/// <remarks>
/// The states lie packed in discovery order; an open-addressing table of numbers finds them. A state takes its packed words, 4 bytes
/// for its predecessor, and 6 to 12 bytes of the table.
/// </remarks>
internal sealed unsafe class StateStore : IDisposable
{
    private const int MaximumCount = int.MaxValue - 1;
    private NativeArray<ulong> _states;
    private readonly NativeArray<int> _predecessors = new();
    private uint* _table;
    private ulong _tableMask;
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
    public ulong* this[int number] => _states[number];

    /// <summary>The state from which this one was first reached; -1 for the initial state.</summary>
    public int Predecessor(int number) => *_predecessors[number];

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
    public void PrefetchEntry(ulong hash)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_table + (hash & _tableMask));
        }
    }

    /// <summary>Asks the processor to fetch the state that the table entry of <paramref name="hash"/> names.</summary>
    public void PrefetchState(ulong hash)
    {
        uint entry = _table[hash & _tableMask];
        if (entry != 0 && Sse.IsSupported)
        {
            Sse.Prefetch0(_states[entry - 1]);
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
        ulong slot = hash & _tableMask;
        uint entry;
        while ((entry = _table[slot]) != 0)
        {
            if (Same(_states[entry - 1], state))
            {
                isNew = false;
                return (int)entry - 1;
            }

            slot = (slot + 1) & _tableMask;
        }

        isNew = true;
        return Append(state, slot, predecessor);
    }

    /// <summary>The number of a state, or -1 when it is unknown.</summary>
    public int Find(ulong* state)
    {
        ulong slot = Hash(state, _words) & _tableMask;
        uint entry;
        while ((entry = _table[slot]) != 0)
        {
            if (Same(_states[entry - 1], state))
            {
                return (int)entry - 1;
            }

            slot = (slot + 1) & _tableMask;
        }

        return -1;
    }

    /// <summary>Packs all states anew.</summary>
    public void Repack(Layout from, Layout to)
    {
        var states = new NativeArray<ulong>(to.Words);
        states.Reserve(Count);
        for (int number = 0; number < Count; number++)
        {
            from.Repack(_states[number], to, states[number]);
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

    private int Append(ulong* state, ulong slot, int predecessor)
    {
        int number = Count;
        if (number >= MaximumCount)
        {
            throw new InvalidOperationException("The state store is full.");
        }

        _states.Reserve(number + 1L);
        _predecessors.Reserve(number + 1L);
        ulong* target = _states[number];
        for (int i = 0; i < _words; i++)
        {
            target[i] = state[i];
        }

        *_predecessors[number] = predecessor;
        _table[slot] = (uint)number + 1;
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
        for (int i = 0; i < _words; i++)
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
    }

    // Hashes are not kept: they are cheap to compute again and would cost 8 bytes a state.
    private void Rebuild(ulong size)
    {
        NativeMemory.Free(_table);
        AllocateTable(size);
        for (int number = 0; number < Count; number++)
        {
            ulong slot = Hash(_states[number], _words) & _tableMask;
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & _tableMask;
            }

            _table[slot] = (uint)number + 1;
        }
    }
}
