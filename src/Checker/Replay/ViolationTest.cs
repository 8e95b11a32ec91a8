using Checker.Automata;
using Checker.Exploration;
using Checker.Properties;
using Checker.Traces;
using Model.Systems;

namespace Checker.Replay;

/// <summary>Whether a property fails in a state.</summary>
/// <param name="layout">How it is packed.</param>
/// <param name="state">The packed state.</param>
/// <param name="isEnd">Whether nothing can step there, and nothing was left out either.</param>
internal unsafe delegate bool StateTest(Layout layout, ulong* state, bool isEnd);

/// <summary>Tells whether one given property fails in a state, in one given way.</summary>
internal sealed unsafe class ViolationTest : IDisposable
{
    private readonly SearchSettings _settings;
    private readonly StateCursor? _from;
    private readonly StateTest? _test;
    private TrapMap? _traps;

    /// <summary>Prepares the test. For <see cref="ViolationKind.Stuck"/> this explores.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The way to fail; <c>null</c> when nothing does, which every state satisfies.</param>
    /// <param name="property">The property; empty when nothing fails.</param>
    /// <param name="settings">Limits for the exploration.</param>
    /// <param name="from">Stands in the state from which on states will be asked about; <c>null</c> for the initial
    /// state.</param>
    /// <exception cref="UnfinishedException">The exploration was cut.</exception>
    public ViolationTest(
        TraceModel model,
        ViolationKind? kind,
        string property,
        SearchSettings settings,
        StateCursor? from = null
    )
    {
        Model = model;
        Property = property;
        _settings = settings;
        _from = from;
        _test = kind is { } failing ? ViolationDescription.Of(failing).Test(this) : (_, _, _) => property.Length == 0;
    }

    /// <summary>The model.</summary>
    public TraceModel Model { get; }

    /// <summary>The property.</summary>
    public string Property { get; }

    /// <summary>Whether the property fails in a state.</summary>
    /// <param name="layout">How it is packed.</param>
    /// <param name="state">The packed state.</param>
    /// <param name="isEnd">Whether nothing can step there, and nothing was left out either.</param>
    public bool FailsIn(Layout layout, ulong* state, bool isEnd) => _test?.Invoke(layout, state, isEnd) == true;

    /// <summary>Whether the property fails where <paramref name="walker"/> stands.</summary>
    public bool FailsAt(StateCursor walker) => FailsIn(walker.Layout, walker.State, walker.IsAtEnd);

    /// <summary>
    /// What each process does for ever from where <paramref name="walker"/> stands, or is about to do.
    /// </summary>
    public TrapEnding Ending(StateCursor walker) =>
        _traps?.Ending(walker) ?? new TrapEnding(new TraceBuilder(Model.Composition).Endings(walker), []);

    public void Dispose() => _traps?.Dispose();

    /// <summary>The property when it is a claim of the model of that kind, or <c>null</c>.</summary>
    public PredicateTable? Claimed(PropertyKind kind) =>
        Model.Properties.FirstOrDefault(property => property.Kind == kind && property.Name == Property) is { } found
            ? new PredicateTable(Model.Composition, found.Name, found.Predicate)
            : null;

    /// <summary>Explores to find the states from which a goal is out of reach.</summary>
    /// <exception cref="UnfinishedException">The exploration was cut.</exception>
    public TrapMap TrapsOf(PredicateTable goal) => _traps = new TrapMap(Model, goal, _settings, _from);
}

/// <summary>How a violation of each kind shows in a state.</summary>
internal static unsafe class StateTests
{
    public static StateTest? OfInvariant(ViolationTest test) =>
        test.Claimed(PropertyKind.Invariant) is { } invariant
            ? (layout, state, _) => !invariant.Holds(layout, state)
            : null;

    public static StateTest? OfAssertion(ViolationTest test) =>
        (layout, state, _) => test.Model.Composition.FailedClaim(layout, state) == test.Property;

    public static StateTest? OfDeadlock(ViolationTest test)
    {
        var composition = test.Model.Composition;
        return test.Property == PropertyMonitor.Deadlock
            ? (layout, state, isEnd) =>
                isEnd
                && composition.FailedClaim(layout, state) is null
                && composition.HasUnfinishedProcess(layout, state)
            : null;
    }

    public static StateTest? OfGoal(ViolationTest test)
    {
        var traps = test.Claimed(PropertyKind.Goal) is { } goal ? test.TrapsOf(goal) : null;
        return traps is null ? null : (layout, state, _) => traps.IsTrapped(layout, state);
    }

    public static StateTest? OfRefinement(ViolationTest test)
    {
        if (RefinementEnd.Reached(test.Model.Model, test.Property) is not { } reached)
        {
            return null;
        }

        var end = new PredicateTable(test.Model.Composition, test.Property, reached);
        return (layout, state, isEnd) => isEnd && end.Holds(layout, state);
    }
}
