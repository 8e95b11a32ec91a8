using Checker.Automata;
using Checker.Exploration;
using Checker.Properties;
using Checker.Traces;
using Model.Systems;

namespace Checker.Replay;

/// <summary>Tells whether one given property fails in a state, in one given way.</summary>
internal sealed unsafe class ViolationTest : IDisposable
{
    private readonly TraceModel _model;
    private readonly ViolationKind _kind;
    private readonly string _property;
    private readonly PredicateTable? _invariant;
    private readonly PredicateTable? _end;
    private readonly TrapMap? _traps;

    /// <summary>Prepares the test. For <see cref="ViolationKind.Stuck"/> this explores.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The way to fail.</param>
    /// <param name="property">The property.</param>
    /// <param name="settings">Limits for the exploration.</param>
    /// <param name="from">Stands in the state from which on states will be asked about; <c>null</c> for the initial
    /// state.</param>
    /// <exception cref="UnfinishedException">The exploration was cut.</exception>
    public ViolationTest(
        TraceModel model,
        ViolationKind kind,
        string property,
        SearchSettings settings,
        StateCursor? from = null
    )
    {
        _model = model;
        _kind = kind;
        _property = property;
        _invariant = kind == ViolationKind.Invariant ? Predicate(PropertyKind.Invariant) : null;
        _end =
            kind == ViolationKind.Refinement && RefinementEnd.Reached(model.Model, property) is { } reached
                ? new PredicateTable(model.Composition, property, reached)
                : null;
        _traps =
            kind == ViolationKind.Stuck && Predicate(PropertyKind.Goal) is { } goal
                ? new TrapMap(model, goal, settings, from)
                : null;
    }

    /// <summary>Whether the property fails in a state.</summary>
    /// <param name="layout">How it is packed.</param>
    /// <param name="state">The packed state.</param>
    /// <param name="isEnd">Whether nothing can step there, and nothing was left out either.</param>
    public bool FailsIn(Layout layout, ulong* state, bool isEnd) =>
        _kind switch
        {
            ViolationKind.Invariant => _invariant?.Holds(layout, state) == false,
            ViolationKind.Stuck => _traps?.IsTrapped(layout, state) == true,
            ViolationKind.Assertion => _model.FailedClaim(layout, state) == _property,
            ViolationKind.Deadlock => _property == "deadlock"
                && isEnd
                && _model.FailedClaim(layout, state) is null
                && SomebodyWaits(layout, state),
            ViolationKind.None => _property.Length == 0,
            ViolationKind.Refinement => isEnd && _end?.Holds(layout, state) == true,
            _ => false,
        };

    /// <summary>Whether the property fails where <paramref name="walker"/> stands.</summary>
    public bool FailsAt(StateCursor walker) => FailsIn(walker.Layout, walker.State, walker.IsAtEnd);

    /// <summary>
    /// What each process does for ever from where <paramref name="walker"/> stands, or is about to do.
    /// </summary>
    public TrapEnding Ending(StateCursor walker) =>
        _traps?.Ending(walker) ?? new TrapEnding(new TraceBuilder(_model.Composition).Endings(walker), []);

    public void Dispose() => _traps?.Dispose();

    private PredicateTable? Predicate(PropertyKind kind) =>
        _model.Properties.FirstOrDefault(property => property.Kind == kind && property.Name == _property) is { } found
            ? new PredicateTable(_model.Composition, found.Name, found.Predicate)
            : null;

    private bool SomebodyWaits(Layout layout, ulong* state)
    {
        for (int process = 0; process < _model.Composition.Processes.Count; process++)
        {
            var automaton = _model.Composition.Processes[process];
            if (!automaton.IsBackground && !automaton[layout.Fields[process].In(state)].HasFinished)
            {
                return true;
            }
        }

        return false;
    }
}
