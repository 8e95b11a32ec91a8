using System.Runtime.InteropServices;

namespace Checker.Exploration;

/// <summary>Successor states waiting to be looked up in the store, one after the other, with who made them.</summary>
internal sealed unsafe class SuccessorBuffer : IDisposable
{
    private int _capacity;
    private int _words;

    public SuccessorBuffer(int capacity, int words) => Allocate(capacity, words);

    ~SuccessorBuffer() => Free();

    public int Count { get; set; }

    /// <summary>The packed states.</summary>
    public ulong* States { get; private set; }

    /// <summary>The number of the state that each was made from.</summary>
    public int* Sources { get; private set; }

    /// <summary>What made each: see <see cref="ActionOf"/>.</summary>
    public int* Actions { get; private set; }

    /// <summary>Room for hashes, one a state.</summary>
    public ulong* Hashes { get; private set; }

    /// <summary>A step packed into a number: the process, which of its outcomes, and whether the process failed in it.</summary>
    public static int ActionOf(int process, int outcome, bool failed) => (process << 1) | (outcome << 12) | (failed ? 1 : 0);

    public static int ProcessOf(int action) => (action >> 1) & 0x7FF;

    public static int OutcomeOf(int action) => action >>> 12;

    public static bool HasFailed(int action) => (action & 1) != 0;

    public ulong* State(int index) => States + ((long)index * _words);

    /// <summary>Copies one successor over an earlier one.</summary>
    public void Move(int from, int to, int words)
    {
        for (int i = 0; i < words; i++)
        {
            States[((long)to * words) + i] = States[((long)from * words) + i];
        }

        Sources[to] = Sources[from];
        Actions[to] = Actions[from];
        Hashes[to] = Hashes[from];
    }

    /// <summary>Makes room for more successors.</summary>
    public void Reserve(int more)
    {
        if (Count + more <= _capacity)
        {
            return;
        }

        var (states, sources, actions, hashes, count) = ((nint)States, (nint)Sources, (nint)Actions, (nint)Hashes, Count);
        Allocate(Math.Max(_capacity * 2, count + more), _words);
        new Span<ulong>((void*)states, count * _words).CopyTo(new Span<ulong>(States, count * _words));
        new Span<int>((void*)sources, count).CopyTo(new Span<int>(Sources, count));
        new Span<int>((void*)actions, count).CopyTo(new Span<int>(Actions, count));
        Count = count;
        NativeMemory.Free((void*)states);
        NativeMemory.Free((void*)sources);
        NativeMemory.Free((void*)actions);
        NativeMemory.Free((void*)hashes);
    }

    /// <summary>Empties the buffer, for states of the given number of words.</summary>
    public void Reset(int words)
    {
        if (words != _words)
        {
            Free();
            Allocate(_capacity, words);
        }

        Count = 0;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Allocate(int capacity, int words)
    {
        _capacity = capacity;
        _words = words;
        Count = 0;
        States = (ulong*)NativeMemory.Alloc((nuint)capacity * (nuint)words, sizeof(ulong));
        Sources = (int*)NativeMemory.Alloc((nuint)capacity, sizeof(int));
        Actions = (int*)NativeMemory.Alloc((nuint)capacity, sizeof(int));
        Hashes = (ulong*)NativeMemory.Alloc((nuint)capacity, sizeof(ulong));
    }

    private void Free()
    {
        NativeMemory.Free(States);
        NativeMemory.Free(Sources);
        NativeMemory.Free(Actions);
        NativeMemory.Free(Hashes);
        States = null;
        Sources = null;
        Actions = null;
        Hashes = null;
    }
}
