using Checker.Automata.Guards;
using Model.Steps;

namespace Checker.Automata;

/// <summary>
/// The states that a shared object has taken on so far, each with a number; the initial state has number 0.
/// </summary>
internal sealed class ObjectAutomaton
{
    private readonly Dictionary<object, int> _numbers = [];
    private readonly List<object> _states = [];
    private readonly Func<object, bool> _isOfModel;

    /// <param name="target">The object.</param>
    /// <param name="isOfModel">Whether an ordinary object belongs to the model, which is watched for changes.</param>
    public ObjectAutomaton(SharedObject target, Func<object, bool> isOfModel)
    {
        Target = target;
        _isOfModel = isOfModel;
        Number(target.InitialState);
    }

    public SharedObject Target { get; }

    /// <summary>Number of states so far.</summary>
    public int Count => _states.Count;

    public object this[int number] => _states[number];

    /// <summary>The number of a state.</summary>
    /// <exception cref="ModelException">The state can change, or is compared by too little.</exception>
    public int Number(object state)
    {
        if (!_numbers.TryGetValue(state, out int number))
        {
            if (CapturedValues.FlawOf(state, null, _isOfModel) is { } flaw)
            {
                throw new ModelException($"the object {Target.Name} has a state that is or contains {flaw}");
            }

            number = _states.Count;
            _states.Add(state);
            _numbers.Add(state, number);
        }

        return number;
    }
}
