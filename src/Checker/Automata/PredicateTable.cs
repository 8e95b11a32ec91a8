using Model.Steps;
using Model.Systems;

namespace Checker.Automata;

/// <summary>
/// A predicate over states whose results are remembered, so that it runs once for each combination of what it looks at.
/// </summary>
internal sealed unsafe class PredicateTable
{
    private const int False = ~0;
    private const int True = ~1;

    // Beyond this the predicate depends on so much that remembering costs more than computing.
    private const int LargestForest = 1 << 27;

    private readonly Composition _composition;
    private readonly Func<StateView, bool> _predicate;
    private readonly HashSet<int> _slots = [];
    private int _root;

    public PredicateTable(Composition composition, string name, Func<StateView, bool> predicate)
    {
        _composition = composition;
        _predicate = predicate;
        Name = name;
    }

    public string Name { get; }

    /// <summary>Whether anything that the predicate has looked at took on more than one value.</summary>
    public bool LooksAtSomethingThatChanges =>
        _slots.Any(slot =>
            slot < _composition.Processes.Count
                ? _composition.Processes[slot].Count > 1
                : _composition.ObjectAt(slot).Count > 1
        );

    /// <summary>The objects that the predicate has looked at.</summary>
    public IEnumerable<SharedObject> LooksAt =>
        _slots.Where(slot => slot >= _composition.Processes.Count).Select(slot => _composition.ObjectAt(slot).Target);

    /// <summary>Whether the predicate holds in <paramref name="state"/>. May be called from several threads.</summary>
    /// <exception cref="ModelException">The predicate throws.</exception>
    public bool Holds(Layout layout, ulong* state)
    {
        int reference = _composition.Forest.Find(Volatile.Read(ref _root), layout, state);
        if (reference == DecisionForest.Unknown)
        {
            lock (_composition.Compiling)
            {
                reference = Compute(layout, state);
            }
        }

        return reference == True;
    }

    private int Compute(Layout layout, ulong* state)
    {
        var view = new RecordingView(_composition, layout, state);
        int result;
        StatementProbe.BeginStep();
        try
        {
            result = _predicate(view) ? True : False;
        }
        catch (Exception exception) when (exception is not (ModelException or OutOfMemoryException))
        {
            throw new ModelException($"the property '{Name}' throws {exception.GetType().Name}: {exception.Message}");
        }

        foreach (var (slot, _) in view.Looks)
        {
            _slots.Add(slot);
        }

        // An object met for the first time may have a slot that this layout does not know yet.
        bool isKnown = view.Looks.All(look => look.Slot < layout.Capacity);
        if (
            isKnown
            && _composition.Forest.Size < LargestForest
            && !_composition.Forest.Insert(ref _root, view.Looks, result)
        )
        {
            throw new ModelException($"the property '{Name}' is not a pure function of the state");
        }

        return result;
    }
}

/// <summary>A property ready to be judged.</summary>
/// <param name="Name">As reports show it.</param>
/// <param name="Kind">What it claims.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Antecedent">The left side when the predicate is an implication.</param>
internal sealed record CompiledProperty(
    string Name,
    PropertyKind Kind,
    Func<StateView, bool> Predicate,
    Func<StateView, bool>? Antecedent
);
