using Checker.Automata;
using Model.Systems;

namespace Checker.Exploration;

/// <summary>Judges every state that a search finds, and keeps the first state that breaks each property.</summary>
internal sealed unsafe class PropertyMonitor
{
    /// <summary>What stands in reports for the property that a deadlock breaks.</summary>
    public const string Deadlock = "deadlock";

    private readonly Composition _composition;
    private readonly List<PredicateTable> _open = [];
    private readonly List<PredicateTable> _antecedents = [];
    private readonly List<FailingState> _failing = [];
    private readonly HashSet<string> _claims = new(StringComparer.Ordinal);

    public PropertyMonitor(Composition composition, IReadOnlyList<CompiledProperty> properties)
    {
        _composition = composition;
        Invariants =
        [
            .. properties
                .Where(property => property.Kind == PropertyKind.Invariant)
                .Select(property => new InvariantTable(
                    new PredicateTable(composition, property.Name, property.Predicate),
                    property.Antecedent is null
                        ? null
                        : new PredicateTable(composition, property.Name, property.Antecedent)
                )),
        ];
        foreach (var invariant in Invariants)
        {
            _open.Add(invariant.Predicate);
            if (invariant.Antecedent is not null)
            {
                _antecedents.Add(invariant.Antecedent);
            }
        }
    }

    /// <summary>The invariants in the model's order.</summary>
    public IReadOnlyList<InvariantTable> Invariants { get; }

    /// <summary>What was found so far, in order of finding.</summary>
    public IReadOnlyList<FailingState> FailingStates => _failing;

    /// <summary>Where the states in which nothing can step are noted; <c>null</c> when nobody asks.</summary>
    public FinalStates? FinalStates { get; init; }

    /// <summary>Whether no state has made the left side of this invariant's implication true.</summary>
    public bool NeverApplied(InvariantTable invariant) =>
        invariant.Antecedent is not null && _antecedents.Contains(invariant.Antecedent);

    /// <summary>Judges a state that was just found.</summary>
    public void Judge(Layout layout, ulong* state, int number)
    {
        for (int i = 0; i < _open.Count; i++)
        {
            if (!_open[i].Holds(layout, state))
            {
                _failing.Add(new FailingState(ViolationKind.Invariant, _open[i].Name, number));
                _open.RemoveAt(i--);
            }
        }

        for (int i = 0; i < _antecedents.Count; i++)
        {
            if (_antecedents[i].Holds(layout, state))
            {
                _antecedents.RemoveAt(i--);
            }
        }
    }

    /// <summary>Notes that <paramref name="process"/> failed on the way into a state.</summary>
    public void NoteFailure(Layout layout, ulong* state, int process, int number)
    {
        string claim = _composition.Processes[process][layout.Fields[process].In(state)].Failure!.Claim;
        if (_claims.Add(claim))
        {
            _failing.Add(new FailingState(ViolationKind.Assertion, claim, number));
        }
    }

    /// <summary>Judges a state in which no process can step.</summary>
    public void NoteStop(Layout layout, ulong* state, int number)
    {
        FinalStates?.Note(layout, state, number);
        if (
            _composition.HasUnfinishedProcess(layout, state)
            && !_failing.Any(failing => failing.Kind == ViolationKind.Deadlock)
        )
        {
            _failing.Add(new FailingState(ViolationKind.Deadlock, Deadlock, number));
        }
    }
}

/// <summary>The first state in which a property was seen to fail.</summary>
/// <param name="Kind">How it fails.</param>
/// <param name="Property">The property's name.</param>
/// <param name="State">The state's number in its search.</param>
internal readonly record struct FailingState(ViolationKind Kind, string Property, int State);

/// <summary>How a property fails.</summary>
public enum ViolationKind
{
    /// <summary>An invariant is false in a reachable state.</summary>
    Invariant,

    /// <summary>No process can step, and not all have finished.</summary>
    Deadlock,

    /// <summary>A reachable state from which the goal can never be reached, whatever is scheduled.</summary>
    Stuck,

    /// <summary>A claim in a process body is false, or the body throws.</summary>
    Assertion,

    /// <summary>A guest-visible outcome that real hardware does not allow.</summary>
    Refinement,
}

/// <summary>An invariant, and the left side of its implication when it is one.</summary>
/// <param name="Predicate">The invariant.</param>
/// <param name="Antecedent">When it applies; <c>null</c> when it always does.</param>
internal sealed record InvariantTable(PredicateTable Predicate, PredicateTable? Antecedent);
