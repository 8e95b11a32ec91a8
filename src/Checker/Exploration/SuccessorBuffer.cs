using Checker.Automata;

namespace Checker.Exploration;

/// <summary>Successor states waiting to be looked up in the store, one after the other, with who made them.</summary>
internal sealed unsafe class SuccessorBuffer : IDisposable
{
    // One bit for a failure, then the process, then the outcome.
    private const int OutcomeShift = 12;

    private readonly MemoryBudget _budget;
    private int _capacity;
    private int _words;

    /// <param name="budget">What its memory counts against.</param>
    /// <param name="capacity">Successors that there is room for at first; at least 1.</param>
    /// <param name="words">Words of a packed state.</param>
    /// <exception cref="UnfinishedException">There is no memory for it.</exception>
    public SuccessorBuffer(MemoryBudget budget, int capacity, int words)
    {
        _budget = budget;
        Adopt(Allocate(capacity, words), capacity, words);
    }

    ~SuccessorBuffer() => Adopt(null, _capacity, _words);

    public int Count { get; set; }

    /// <summary>
    /// The states that are cut, in order of source and process: what lies beyond a limit was not appended. One may be
    /// there repeatedly.
    /// </summary>
    public List<(int Source, int Limit)> Cuts { get; } = [];

    /// <summary>The packed states.</summary>
    public ulong* States { get; private set; }

    /// <summary>The number of the state that each was made from.</summary>
    public int* Sources { get; private set; }

    /// <summary>What made each: see <see cref="ActionOf"/>.</summary>
    public int* Actions { get; private set; }

    /// <summary>Room for hashes, one a state.</summary>
    public ulong* Hashes { get; private set; }

    /// <summary>
    /// A step packed into a number: the process, which of its outcomes, and whether the process failed in it.
    /// </summary>
    public static int ActionOf(int process, int outcome, bool failed) =>
        (process << 1) | (outcome << OutcomeShift) | (failed ? 1 : 0);

    public static int ProcessOf(int action) => (action >> 1) & (Composition.MaximumProcesses - 1);

    public static int OutcomeOf(int action) => action >>> OutcomeShift;

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
    /// <exception cref="UnfinishedException">There is no memory for it; what is there stays.</exception>
    public void Reserve(int more)
    {
        if (Count + more > _capacity)
        {
            Grow(Math.Max(_capacity * 2, Count + more));
        }
    }

    /// <summary>Empties the buffer, for states of the given number of words.</summary>
    /// <exception cref="UnfinishedException">There is no memory for it; the buffer stays as it was.</exception>
    public void Reset(int words)
    {
        if (words != _words)
        {
            Adopt(Allocate(_capacity, words), _capacity, words);
        }

        Count = 0;
        Cuts.Clear();
    }

    public void Dispose()
    {
        Adopt(null, _capacity, _words);
        GC.SuppressFinalize(this);
    }

    private void Grow(int capacity)
    {
        ulong* larger = Allocate(capacity, _words);
        ulong* hashes = larger + ((long)capacity * _words);
        int* sources = (int*)(hashes + capacity);
        new Span<ulong>(States, Count * _words).CopyTo(new Span<ulong>(larger, Count * _words));
        new Span<ulong>(Hashes, Count).CopyTo(new Span<ulong>(hashes, Count));
        new Span<int>(Sources, Count).CopyTo(new Span<int>(sources, Count));
        new Span<int>(Actions, Count).CopyTo(new Span<int>(sources + capacity, Count));
        Adopt(larger, capacity, _words);
    }

    // One block: the states, then hashes, sources and actions.
    private ulong* Allocate(int capacity, int words) => (ulong*)_budget.Allocate(Bytes(capacity, words));

    private void Adopt(ulong* block, int capacity, int words)
    {
        _budget.Free(States, Bytes(_capacity, _words));
        States = block;
        _capacity = capacity;
        _words = words;
        Hashes = block + ((long)capacity * words);
        Sources = (int*)(Hashes + capacity);
        Actions = Sources + capacity;
    }

    private static long Bytes(int capacity, int words) =>
        (long)capacity * (((words + 1) * sizeof(ulong)) + (2 * sizeof(int)));
}
