using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Checker.Automata;

namespace Checker.Exploration;

/// <summary>Produces the successors of packed states by table look-up; compiles what the tables do not know yet.</summary>
internal sealed unsafe class Expander
{
    private readonly Composition _composition;

    public Expander(Composition composition)
    {
        _composition = composition;
        Layout = Layout.For(composition.ValueCounts());
    }

    /// <summary>How states are packed now.</summary>
    public Layout Layout { get; private set; }

    /// <summary>Adopts a layout that the values met so far fit into.</summary>
    /// <returns>The layout before.</returns>
    public Layout Widen()
    {
        var before = Layout;
        Layout = Layout.For(_composition.ValueCounts());
        return before;
    }

    /// <summary>Whether the values met so far fit the layout; slots with a single value are added to it silently.</summary>
    public bool Fits()
    {
        int[] counts = _composition.ValueCounts();
        if (!Layout.Fits(counts))
        {
            return false;
        }

        Layout = Layout.WithSlots(counts.Length);
        return true;
    }

    /// <summary>Appends the successors of <paramref name="state"/> to <paramref name="into"/>, in order of process and outcome.</summary>
    /// <param name="state">The packed state.</param>
    /// <param name="source">The number to note as the source of the successors.</param>
    /// <param name="from">The first process to look at.</param>
    /// <param name="into">Where to append.</param>
    /// <returns>
    /// The number of processes when all were looked at. A lesser number is the process at which a value turned up that does not fit the
    /// layout: empty the buffer, <see cref="Widen"/>, pack the states anew, and call again from that process.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Expand(ulong* state, int source, int from, SuccessorBuffer into)
    {
        int words = Layout.Words;
        Field* fields = Layout.Fields;
        int[][] roots = _composition.Roots;
        ref int nodes = ref MemoryMarshal.GetArrayDataReference(_composition.Forest.Nodes);
        ref int transitions = ref MemoryMarshal.GetArrayDataReference(_composition.Transitions);
        for (int process = from; process < roots.Length; process++)
        {
            int local = fields[process].In(state);
            int reference = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(roots[process]), local);
            while (reference > 0)
            {
                int value = fields[Unsafe.Add(ref nodes, reference)].In(state);
                reference = value < Unsafe.Add(ref nodes, reference + 1) ? Unsafe.Add(ref nodes, reference + 2 + value) : 0;
            }

            if (reference == DecisionForest.Unknown)
            {
                reference = _composition.Compile(process, Layout, state);
                if (!Fits())
                {
                    return process;
                }

                fields = Layout.Fields;
                nodes = ref MemoryMarshal.GetArrayDataReference(_composition.Forest.Nodes);
                transitions = ref MemoryMarshal.GetArrayDataReference(_composition.Transitions);
            }

            if (reference == Composition.NoTransitions)
            {
                continue;
            }

            ref int leaf = ref Unsafe.Add(ref transitions, ~reference);
            int count = leaf;
            leaf = ref Unsafe.Add(ref leaf, 1);
            into.Reserve(count);
            int at = into.Count;
            into.Count = at + count;
            for (int outcome = 0; outcome < count; outcome++, at++)
            {
                ulong* next = into.States + ((long)at * words);
                for (int word = 0; word < words; word++)
                {
                    next[word] = state[word];
                }

                int header = Unsafe.Add(ref leaf, 1);
                fields[process].Set(next, leaf);
                leaf = ref Unsafe.Add(ref leaf, 2);
                for (int change = header >> 1; change > 0; change--)
                {
                    fields[leaf].Set(next, Unsafe.Add(ref leaf, 1));
                    leaf = ref Unsafe.Add(ref leaf, 2);
                }

                into.Sources[at] = source;
                into.Actions[at] = SuccessorBuffer.ActionOf(process, outcome, (header & 1) != 0);
            }
        }

        return roots.Length;
    }
}
