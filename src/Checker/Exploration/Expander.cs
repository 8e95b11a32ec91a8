using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Checker.Automata;

namespace Checker.Exploration;

/// <summary>
/// Produces the successors of packed states by table look-up; compiles what the tables do not know yet.
/// </summary>
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

    /// <summary>Goes back to the layout before <see cref="Widen"/>.</summary>
    public void Return(Layout before) => Layout = before;

    /// <summary>
    /// Appends the successors of <paramref name="state"/> to <paramref name="into"/>, in order of process and outcome.
    /// May be called from several threads, each with its own buffer. A state that is cut is noted there: one beyond the
    /// constraint has no successors, in one with a step beyond a limit of the model that step is left out.
    /// </summary>
    /// <param name="state">The packed state.</param>
    /// <param name="source">The number to note as the source of the successors.</param>
    /// <param name="into">Where to append.</param>
    /// <returns>
    /// False when a value turned up that does not fit the layout: <see cref="Widen"/>, pack the states anew, and start
    /// over.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Expand(ulong* state, int source, SuccessorBuffer into)
    {
        if (_composition.Constraint?.Holds(Layout, state) == false)
        {
            into.Cuts.Add((source, Composition.ByConstraint));
            return true;
        }

        int words = Layout.Words;
        var fields = Layout.Fields;
        int[][] roots = _composition.Roots;
        var forest = _composition.Forest;
        for (int process = 0; process < roots.Length; process++)
        {
            int local = fields[process].In(state);
            int reference = Volatile.Read(
                ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Volatile.Read(ref roots[process])), local)
            );
            ref int nodes = ref MemoryMarshal.GetArrayDataReference(forest.Nodes);
            while (reference > 0)
            {
                int value = fields[Unsafe.Add(ref nodes, reference)].In(state);
                reference =
                    value < Unsafe.Add(ref nodes, reference + 1) ? Unsafe.Add(ref nodes, reference + 2 + value) : 0;
            }

            if (reference == DecisionForest.Unknown)
            {
                reference = _composition.Compile(process, Layout, state);
                if (reference == Composition.DoesNotFit)
                {
                    return false;
                }
            }

            if (reference == Composition.NoTransitions)
            {
                continue;
            }

            ref int leaf = ref Unsafe.Add(
                ref MemoryMarshal.GetArrayDataReference(_composition.Transitions),
                ~reference
            );
            int count = leaf;
            leaf = ref Unsafe.Add(ref leaf, 1);
            into.Reserve(count);
            int at = into.Count;
            for (int outcome = 0; outcome < count; outcome++)
            {
                int header = Unsafe.Add(ref leaf, 1);
                if ((header & 3) == (int)StepEnding.IsBeyondLimit)
                {
                    into.Cuts.Add((source, leaf));
                    leaf = ref Unsafe.Add(ref leaf, 2);
                    continue;
                }

                ulong* next = into.States + ((long)at * words);
                for (int word = 0; word < words; word++)
                {
                    next[word] = state[word];
                }

                fields[process].Set(next, leaf);
                leaf = ref Unsafe.Add(ref leaf, 2);
                for (int change = header >> 2; change > 0; change--)
                {
                    fields[leaf].Set(next, Unsafe.Add(ref leaf, 1));
                    leaf = ref Unsafe.Add(ref leaf, 2);
                }

                into.Sources[at] = source;
                into.Actions[at++] = SuccessorBuffer.ActionOf(process, outcome, (header & 3) == (int)StepEnding.Fails);
            }

            into.Count = at;
        }

        return true;
    }
}
