namespace Checker.Exploration;

/// <summary>The states that are found and not yet expanded.</summary>
/// <remarks>Breadth-first needs no queue: states are numbered in the order in which they are to be expanded.</remarks>
internal sealed class Frontier(SearchOrder order)
{
    private readonly Stack<(int Number, int Depth)> _stack = new();
    private int _next;
    private int _layerEnd;
    private int _current;

    /// <summary>Greatest depth so far.</summary>
    public int Depth { get; private set; }

    /// <summary>Bytes taken, about.</summary>
    public long Bytes => (long)_stack.Count * 2 * sizeof(int);

    public int Waiting(int stateCount) => order == SearchOrder.BreadthFirst ? stateCount - _next : _stack.Count;

    public void Push(int number)
    {
        if (order == SearchOrder.DepthFirst)
        {
            int depth = number == 0 ? 0 : _current + 1;
            _stack.Push((number, depth));
            Depth = Math.Max(Depth, depth);
        }
        else if (number == 0)
        {
            _layerEnd = 1;
        }
    }

    /// <summary>Whether all states of the present layer have been handed out.</summary>
    public bool IsAtLayerEnd => order == SearchOrder.BreadthFirst ? _next == _layerEnd : _stack.Count == 0;

    /// <summary>Goes on to the next layer; false when there is none.</summary>
    public bool NextLayer(int stateCount)
    {
        if (order == SearchOrder.DepthFirst || stateCount == _layerEnd)
        {
            return order == SearchOrder.DepthFirst && _stack.Count > 0;
        }

        Depth++;
        _layerEnd = stateCount;
        return true;
    }

    /// <summary>Takes the next state out.</summary>
    public int Next()
    {
        if (order == SearchOrder.BreadthFirst)
        {
            return _next++;
        }

        (int number, _current) = _stack.Pop();
        return number;
    }
}
