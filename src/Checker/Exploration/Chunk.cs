using System.Runtime.CompilerServices;

namespace Checker.Exploration;

/// <summary>
/// Some states that are expanded together, and what comes of it. One thread works on a chunk at a time.
/// </summary>
internal sealed unsafe class Chunk : IDisposable
{
    // Looking up many successors at once lets the processor fetch their table entries together.
    private const int Batch = 256;

    private readonly List<int> _sources = [];
    private readonly List<int> _stops = [];
    private int[] _ordinals = new int[Batch];

    /// <param name="budget">What its memory counts against.</param>
    /// <param name="words">Words of a packed state.</param>
    public Chunk(MemoryBudget budget, int words) => Unknown = new SuccessorBuffer(budget, Batch * 2, words);

    /// <summary>The states to expand.</summary>
    public List<int> Sources => _sources;

    /// <summary>
    /// After <see cref="Expand"/>: the successors that the store did not know, in order; one state may be among them
    /// repeatedly.
    /// </summary>
    public SuccessorBuffer Unknown { get; }

    /// <summary>After <see cref="Expand"/>: number of successors, known ones included.</summary>
    public int Transitions { get; private set; }

    /// <summary>
    /// After <see cref="Expand"/>: the states in which nothing can step; those that are cut are not among them.
    /// </summary>
    public IReadOnlyList<int> Stops => _stops;

    /// <summary>How many transitions come before the unknown successor of that index.</summary>
    public int TransitionsBefore(int index) => _ordinals[index];

    /// <summary>Expands all sources. The store is only read.</summary>
    /// <returns>False when a value turned up that does not fit the layout.</returns>
    public bool Expand(Expander expander, StateStore store)
    {
        Unknown.Reset(expander.Layout.Words);
        _stops.Clear();
        foreach (int source in _sources)
        {
            int before = Unknown.Count;
            int cuts = Unknown.Cuts.Count;
            if (!expander.Expand(store[source], source, Unknown))
            {
                return false;
            }

            if (Unknown.Count == before && Unknown.Cuts.Count == cuts)
            {
                _stops.Add(source);
            }
        }

        Transitions = Unknown.Count;
        DropKnown(store, expander.Layout.Words);
        return true;
    }

    public void Dispose() => Unknown.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DropKnown(StateStore store, int words)
    {
        int count = Unknown.Count;
        ulong* states = Unknown.States;
        ulong* hashes = Unknown.Hashes;
        int kept = 0;
        for (int start = 0; start < count; start += Batch)
        {
            int end = Math.Min(start + Batch, count);
            for (int i = start; i < end; i++)
            {
                ulong hash = StateStore.Hash(states + ((long)i * words), words);
                hashes[i] = hash;
                store.PrefetchEntry(hash);
            }

            for (int i = start; i < end; i++)
            {
                store.PrefetchState(hashes[i]);
            }

            for (int i = start; i < end; i++)
            {
                ulong* state = states + ((long)i * words);
                if (store.Find(state, hashes[i]) < 0)
                {
                    Keep(i, kept++, words);
                }
            }
        }

        Unknown.Count = kept;
    }

    private void Keep(int index, int target, int words)
    {
        if (target == _ordinals.Length)
        {
            Array.Resize(ref _ordinals, target * 2);
        }

        _ordinals[target] = index;
        Unknown.Move(index, target, words);
    }
}
