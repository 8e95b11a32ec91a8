using System.Runtime.CompilerServices;

namespace Checker.Automata;

/// <summary>
/// Remembered results of functions of the global state, as decision trees: a node looks at one slot and has a child for
/// each of its values; a leaf is a result. So a result is found by one array look-up for each slot it depends on, and
/// no code of the model runs.
/// </summary>
/// <remarks>
/// A reference is 0 when nothing is known yet, positive for a node, negative for a leaf: a leaf of value v is ~v. A
/// node is stored as slot, capacity, then one reference for each value.
/// </remarks>
internal sealed class DecisionForest
{
    public const int Unknown = 0;
    private const int Header = 2;

    private int[] _nodes = new int[1024];
    private int _used = 1;

    /// <summary>
    /// The nodes. Fetch them after the root of the tree was read: then they hold everything that the root leads to.
    /// </summary>
    public int[] Nodes => Volatile.Read(ref _nodes);

    /// <summary>Numbers stored, each of 4 bytes.</summary>
    public int Size => _used;

    /// <summary>The result for a state, or <see cref="Unknown"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe int Find(int root, Layout layout, ulong* state)
    {
        int reference = root;
        int[] nodes = Nodes;
        while (reference > 0)
        {
            int value = layout.Fields[nodes[reference]].In(state);
            reference = value < nodes[reference + 1] ? nodes[reference + Header + value] : Unknown;
        }

        return reference;
    }

    /// <summary>Adds a result.</summary>
    /// <param name="root">The tree; replaced when its root moves.</param>
    /// <param name="looks">The slots that the function looked at, in that order, and their values.</param>
    /// <param name="leaf">The reference of the result.</param>
    /// <returns>
    /// False when an earlier result was found by looking at other slots in a state that looks the same: the function is
    /// impure.
    /// </returns>
    public bool Insert(ref int root, IReadOnlyList<(int Slot, int Value)> looks, int leaf)
    {
        int parent = -1;
        int reference = root;
        foreach (var (slot, value) in looks)
        {
            if (reference < 0 || (reference > 0 && _nodes[reference] != slot))
            {
                return false;
            }

            if (reference == Unknown || value >= _nodes[reference + 1])
            {
                reference = Grow(reference, slot, value);
                Link(ref root, parent, reference);
            }

            parent = reference + Header + value;
            reference = _nodes[parent];
        }

        if (reference != Unknown && reference != leaf)
        {
            return false;
        }

        Link(ref root, parent, leaf);
        return true;
    }

    private void Link(ref int root, int parent, int reference)
    {
        if (parent < 0)
        {
            Volatile.Write(ref root, reference);
        }
        else
        {
            Volatile.Write(ref _nodes[parent], reference);
        }
    }

    private int Grow(int old, int slot, int value)
    {
        int oldCapacity = old == Unknown ? 0 : _nodes[old + 1];
        int capacity = Math.Max(value + 1, Math.Max(2, oldCapacity * 2));
        int size = checked(_used + Header + capacity);
        if (size > _nodes.Length)
        {
            int[] larger = new int[Math.Max(size, checked(_nodes.Length * 2))];
            _nodes.AsSpan(0, _used).CopyTo(larger);
            Volatile.Write(ref _nodes, larger);
        }

        int node = _used;
        _nodes[node] = slot;
        _nodes[node + 1] = capacity;
        if (oldCapacity > 0)
        {
            _nodes.AsSpan(old + Header, oldCapacity).CopyTo(_nodes.AsSpan(node + Header));
        }

        _used = size;
        return node;
    }
}
