using Model.Steps;

namespace Checker.Automata;

/// <summary>The states that a shared object has taken on so far, each with a number; the initial state has number 0.</summary>
internal sealed class ObjectAutomaton
{
    private readonly Dictionary<object, int> _numbers = [];
    private readonly List<object> _states = [];

    public ObjectAutomaton(SharedObject target)
    {
        Target = target;
        Number(target.InitialState);
    }

    public SharedObject Target { get; }

    /// <summary>Number of states so far.</summary>
    public int Count => _states.Count;

    public object this[int number] => _states[number];

    public int Number(object state)
    {
        if (!_numbers.TryGetValue(state, out int number))
        {
            number = _states.Count;
            _states.Add(state);
            _numbers.Add(state, number);
        }

        return number;
    }
}
