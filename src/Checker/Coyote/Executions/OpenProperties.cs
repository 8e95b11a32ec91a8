using Checker.Automata;
using Checker.Exploration;
using Checker.Properties;
using Model.Steps;
using Model.Systems;

namespace Checker.Coyote.Executions;

/// <summary>The properties of a model that no schedule has broken yet. A broken one is told once.</summary>
internal sealed class OpenProperties
{
    private const string Deadlock = "deadlock";

    private readonly List<CompiledProperty> _invariants;
    private readonly List<CompiledProperty> _goals;
    private readonly List<CompiledProperty> _watched;
    private readonly HashSet<string> _claims = new(StringComparer.Ordinal);
    private readonly string? _only;
    private readonly Func<StateView, bool>? _forbiddenEnd;
    private readonly ViolationKind? _onlyKind;
    private bool _mayDeadlock = true;

    /// <summary>Every property of a model.</summary>
    /// <exception cref="Checker.Properties.Expressions.ExpressionException">A property is not a well-formed
    /// expression.</exception>
    public OpenProperties(SystemModel model)
    {
        var properties = PropertyCompiler.Compile(model);
        _invariants = [.. properties.Where(property => property.Kind == PropertyKind.Invariant)];
        _goals = [.. properties.Where(property => property.Kind == PropertyKind.Goal)];
        _watched = [.. _goals];
    }

    /// <summary>One property of a model, in the way in which a trace says that it fails.</summary>
    /// <inheritdoc cref="OpenProperties(SystemModel)"/>
    public OpenProperties(SystemModel model, ViolationKind kind, string property)
        : this(model)
    {
        (_onlyKind, _only) = (kind, property);
        _watched.RemoveAll(goal => !IsAsked(ViolationKind.Stuck, goal.Name));
        _forbiddenEnd = kind == ViolationKind.Refinement ? RefinementEnd.Reached(model, property) : null;
    }

    /// <summary>The goals that nobody has found, or suspected, to be out of reach.</summary>
    public IReadOnlyList<CompiledProperty> WatchedGoals => _watched;

    /// <summary>The invariants that are false in the present state.</summary>
    /// <exception cref="ModelException">An invariant throws.</exception>
    public IReadOnlyList<Finding> BrokenInvariants(PlainExecution execution)
    {
        var broken = _invariants
            .Where(invariant => IsAsked(ViolationKind.Invariant, invariant.Name) && !Holds(invariant, execution))
            .ToList();
        _invariants.RemoveAll(broken.Contains);
        return [.. broken.Select(invariant => Found(ViolationKind.Invariant, invariant.Name, execution))];
    }

    /// <summary>
    /// What the end of an execution breaks: a claim, the rule against deadlocks, goals that are out of reach for good.
    /// </summary>
    /// <param name="execution">An execution that cannot go on.</param>
    /// <exception cref="ModelException">A goal throws.</exception>
    public IReadOnlyList<Finding> BrokenByEnd(PlainExecution execution)
    {
        if (execution.HasFailed)
        {
            return
            [
                .. execution
                    .Processes.Select(process => process.Failure)
                    .OfType<string>()
                    .Where(claim => IsAsked(ViolationKind.Assertion, claim) && _claims.Add(claim))
                    .Select(claim => Found(ViolationKind.Assertion, claim, execution)),
            ];
        }

        var found = new List<Finding>();
        if (_mayDeadlock && IsAsked(ViolationKind.Deadlock, Deadlock) && execution.IsSomebodyWaiting)
        {
            _mayDeadlock = false;
            found.Add(Found(ViolationKind.Deadlock, Deadlock, execution));
        }

        var missed = _goals.Where(goal => IsAsked(ViolationKind.Stuck, goal.Name) && !Holds(goal, execution)).ToList();
        _goals.RemoveAll(missed.Contains);
        _watched.RemoveAll(missed.Contains);
        found.AddRange(missed.Select(goal => Found(ViolationKind.Stuck, goal.Name, execution)));
        if (_forbiddenEnd?.Invoke(execution.View) == true)
        {
            found.Add(Found(ViolationKind.Refinement, _only!, execution));
        }

        return found;
    }

    /// <summary>The suspicion that a goal is out of reach.</summary>
    public static Finding Suspicion(CompiledProperty goal, PlainExecution execution) =>
        Found(ViolationKind.Stuck, goal.Name, execution) with
        {
            Certainty = Certainty.Suspected,
        };

    /// <summary>Does not watch a goal any more.</summary>
    public void Close(string goal) => _watched.RemoveAll(watched => watched.Name == goal);

    /// <summary>Whether a property holds in the present state.</summary>
    /// <exception cref="ModelException">It throws.</exception>
    public static bool Holds(CompiledProperty property, PlainExecution execution)
    {
        try
        {
            return property.Predicate(execution.View);
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            throw new ModelException(
                $"the property '{property.Name}' throws {exception.GetType().Name}: {exception.Message}"
            );
        }
    }

    private bool IsAsked(ViolationKind kind, string property) =>
        _only is null || (kind == _onlyKind && property == _only);

    private static Finding Found(ViolationKind kind, string property, PlainExecution execution) =>
        new(kind, property, [.. execution.Steps], PlainTeller.Endings(execution), Certainty.Shown);
}
