using System.Globalization;
using Checker.Automata;
using Checker.Exploration;
using Checker.Replay;
using Checker.Traces;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Explorer;

/// <summary>
/// Walks the state space of a model by hand. Nothing but the states on the way is computed, so it may be of any size.
/// </summary>
/// <remarks>Not for several threads at once.</remarks>
internal sealed unsafe class ExplorerSession
{
    // A process that spins alone comes back to a state before this.
    private const int LongestRun = 10_000;

    // Enough for a look from where a walk has led; the full answer is a check's.
    private static readonly Limits _goalLimits = new(5_000_000, TimeSpan.FromSeconds(20));

    private readonly TraceModel _model;
    private readonly TraceSubject _subject;
    private readonly TraceBuilder _teller;
    private readonly ExecutionBuilder _executions;
    private readonly IReadOnlyList<(Failure Failure, ViolationTest Test)> _visible;
    private readonly IReadOnlyList<PredicateTable> _goals;

    /// <param name="model">The model.</param>
    /// <param name="subject">What it was built from.</param>
    public ExplorerSession(SystemModel model, TraceSubject subject)
    {
        _model = new TraceModel(model);
        _subject = subject;
        _teller = new TraceBuilder(_model.Composition);
        _executions = new ExecutionBuilder(_model);
        IEnumerable<Failure> visible =
        [
            .. _model
                .Properties.Select(property => (Of: ViolationDescription.OfClaim(property.Kind), property.Name))
                .Where(property => property.Of.IsSeenInState)
                .Select(property => new Failure(property.Of.Kind, property.Name)),
            new Failure(ViolationKind.Deadlock, PropertyMonitor.Deadlock),
        ];
        _visible =
        [
            .. visible.Select(failure =>
                (failure, new ViolationTest(_model, failure.Kind, failure.Property, new SearchSettings()))
            ),
        ];
        _goals =
        [
            .. _model
                .Properties.Where(property => property.Kind == PropertyKind.Goal)
                .Select(property => new PredicateTable(_model.Composition, property.Name, property.Predicate)),
        ];
    }

    /// <summary>The model.</summary>
    public SystemModel Model => _model.Model;

    /// <summary>The path that a trace of this model tells of.</summary>
    public Schedule PathOf(Trace trace) => new(Sequence<ScheduleStep>.Of([.. _model.ScheduleOf(trace)]));

    /// <summary>What can be seen where a path ends.</summary>
    /// <exception cref="InputException">The path has a step that cannot be taken.</exception>
    public ExplorerView At(Schedule path)
    {
        using var walker = WalkerAt(path);
        var execution = _executions.Tell(Tell(walker, path, null, null));
        var steps = Enumerable.Range(0, walker.EnabledCount).Select(walker.Enabled);
        return new ExplorerView(
            path,
            execution,
            [.. steps.Select(step => new PossibleStep(step, _teller.Foretell(walker, step, path.Length + 1)))],
            Failures(walker),
            [.. _goals.Select(goal => (goal.Name, goal.Holds(walker.Layout, walker.State)))]
        );
    }

    /// <summary>
    /// Goes on while it does not matter who goes: takes steps with one outcome that touch nothing which the next step
    /// of another process would touch now. Ends where that is no longer so, where something fails, and where it would
    /// go round.
    /// </summary>
    /// <param name="path">Where to start.</param>
    /// <param name="only">The process that goes, by one step at least; <c>null</c> for any, the one that stepped last
    /// first.</param>
    /// <exception cref="InputException">The path has a step that cannot be taken.</exception>
    public Schedule RunOn(Schedule path, int? only = null)
    {
        using var walker = WalkerAt(path);
        List<ScheduleStep> steps = [.. path.Steps];
        var seen = new HashSet<string>(StringComparer.Ordinal) { StateOf(walker) };
        while (
            steps.Count - path.Length < LongestRun
            && Failures(walker).Count == 0
            && Indifferent(walker, steps, only, mustGo: only is not null && steps.Count == path.Length) is { } next
        )
        {
            walker.TryTake(next);
            steps.Add(next);
            if (!seen.Add(StateOf(walker)))
            {
                break;
            }
        }

        return new Schedule(Sequence<ScheduleStep>.Of([.. steps]));
    }

    /// <summary>The goals that can never be reached from where a path ends.</summary>
    /// <exception cref="InputException">The path has a step that cannot be taken.</exception>
    /// <exception cref="UnfinishedException">There are too many states to tell.</exception>
    public IReadOnlyList<string> GoalsOutOfReach(Schedule path, CancellationToken cancellation)
    {
        using var walker = WalkerAt(path);
        return
        [
            .. _goals
                .Select(goal => goal.Name)
                .Where(goal =>
                {
                    using var test = new ViolationTest(
                        _model,
                        ViolationKind.Stuck,
                        goal,
                        GoalSearch(cancellation),
                        walker
                    );
                    return test.FailsAt(walker);
                }),
        ];
    }

    /// <summary>
    /// A path as a trace that replays: of what fails at its end, or else of a state that can be reached.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="goal">A goal that is known to be out of reach at its end, or <c>null</c>.</param>
    /// <param name="cancellation">Ends the search that a goal needs.</param>
    /// <exception cref="InputException">The path has a step that cannot be taken.</exception>
    /// <exception cref="UnfinishedException">There are too many states to tell what goes on for ever.</exception>
    public TraceFile TraceOf(Schedule path, string? goal, CancellationToken cancellation)
    {
        using var walker = WalkerAt(path);
        var failure =
            goal is not null ? new Failure(ViolationKind.Stuck, goal)
            : Failures(walker) is [var first, ..] ? first
            : null;
        using var test = new ViolationTest(
            _model,
            failure?.Kind,
            failure?.Property ?? "",
            GoalSearch(cancellation),
            walker
        );
        if (!test.FailsAt(walker))
        {
            throw new InputException($"the goal '{goal}' is not out of reach there");
        }

        return new TraceFile(
            TraceFile.CurrentFormat,
            _subject,
            Fingerprint.Of(Model, _subject),
            Tell(walker, path, failure, test)
        );
    }

    private static SearchSettings GoalSearch(CancellationToken cancellation) =>
        new() { Limits = _goalLimits, Cancellation = cancellation };

    private StateCursor WalkerAt(Schedule path)
    {
        var walker = new StateCursor(_model.Composition);
        for (int i = 0; i < path.Length; i++)
        {
            if (!walker.TryTake(path.Steps[i]))
            {
                walker.Dispose();
                throw new InputException(
                    FormattableString.Invariant($"step {i + 1} of the path cannot be taken there")
                );
            }
        }

        return walker;
    }

    private Trace Tell(StateCursor walker, Schedule path, Failure? failure, ViolationTest? test) =>
        _teller.Tell(failure?.Kind, failure?.Property ?? "", path, test?.Ending(walker));

    private IReadOnlyList<Failure> Failures(StateCursor walker)
    {
        var failures = new List<Failure>();
        if (_model.Composition.FailedClaim(walker.Layout, walker.State) is { } claim)
        {
            failures.Add(new Failure(ViolationKind.Assertion, claim));
        }

        failures.AddRange(_visible.Where(visible => visible.Test.FailsAt(walker)).Select(visible => visible.Failure));
        return failures;
    }

    private ScheduleStep? Indifferent(StateCursor walker, List<ScheduleStep> steps, int? only, bool mustGo)
    {
        int last = steps.Count > 0 ? steps[^1].Process : 0;
        int processes = _model.Composition.Processes.Count;
        for (int i = 0; i < processes; i++)
        {
            int process = (last + i) % processes;
            if (
                (only is null || process == only)
                && walker.EnabledOf(process) is (var step, 1)
                && (
                    mustGo
                    || Enumerable
                        .Range(0, processes)
                        .All(other =>
                            other == process
                            || walker.EnabledOf(other).Count == 0
                            || !walker.Conflict(process, other)
                        )
                )
            )
            {
                return walker.Enabled(step);
            }
        }

        return null;
    }

    private static string StateOf(StateCursor walker) =>
        string.Join(
            ',',
            walker
                .Values()
                .Reverse()
                .SkipWhile(value => value == 0)
                .Reverse()
        );
}

/// <summary>A step that can be taken.</summary>
/// <param name="Step">The step.</param>
/// <param name="Told">What it does.</param>
internal readonly record struct PossibleStep(ScheduleStep Step, TraceStep Told);

/// <summary>
/// Paths through a state space as short text: <c>0,2,1.1</c> is a step of process 0, one of process 2, and the second
/// outcome of process 1.
/// </summary>
internal static class PathText
{
    /// <summary>A schedule as text; empty for the initial state.</summary>
    public static string Text(IEnumerable<ScheduleStep> steps) =>
        string.Join(
            ',',
            steps.Select(step =>
                step.Outcome == 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{step.Process}")
                    : string.Create(CultureInfo.InvariantCulture, $"{step.Process}.{step.Outcome}")
            )
        );

    /// <summary>The schedule that a text stands for.</summary>
    /// <exception cref="InputException">It stands for none.</exception>
    public static Schedule Parse(string text) =>
        new(Sequence<ScheduleStep>.Of([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Step)]));

    private static ScheduleStep Step(string text)
    {
        string[] parts = text.Split('.');
        int outcome = 0;
        return
            parts.Length <= 2
            && Number(parts[0], out int process)
            && (parts.Length == 1 || Number(parts[1], out outcome))
            ? new ScheduleStep(process, outcome)
            : throw new InputException($"'{text}' is not a step of a path");
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
