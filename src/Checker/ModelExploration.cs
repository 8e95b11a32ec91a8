using System.Diagnostics;
using Checker.Automata.Guards;
using Checker.Exploration;
using Checker.Exploration.Strategies;
using Checker.Properties.Expressions;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker;

/// <summary>How a model is to be explored. The last call says how, and runs.</summary>
/// <remarks>Immutable: each <c>With</c> returns another one.</remarks>
public sealed record ModelExploration
{
    internal ModelExploration(SystemModel model) => Model = model;

    /// <summary>The model.</summary>
    public SystemModel Model { get; private init; }

    /// <summary>States at most; further ones end the search as bounded. At least 1.</summary>
    public long MaximumStates { get; init; } = long.MaxValue;

    /// <summary>Time at most; <c>null</c> for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Memory of the exploration at most, in bytes, all told; at least 1. <c>null</c>: three quarters of what the
    /// machine, or the container, offers, which all such explorations of a process share.
    /// </summary>
    public long? MaximumBytes { get; init; }

    /// <summary>Local states of one process beyond which it counts as growing without bound.</summary>
    public int MaximumLocalStates { get; init; } = 1 << 20;

    /// <summary>
    /// Instructions that a CPU of a guest may run without an access that others can notice; at least 1. More are told
    /// as a limit.
    /// </summary>
    public long MaximumInstructions { get; init; } = StepContext.DefaultMostInstructions;

    /// <summary>
    /// Threads that expand states in a breadth-first search; at least 1. The result is the same whatever their number.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// Whether the first violation ends the search. Otherwise the first violation of every property is looked for.
    /// </summary>
    public bool StopAtFirst { get; init; }

    /// <summary>Whether every local step is run twice, to catch bodies that are not deterministic.</summary>
    public bool VerifyModel { get; init; }

    /// <summary>
    /// What to note of every state in which nothing can step: a pure function of the state. <c>null</c> to note
    /// nothing.
    /// </summary>
    public Func<StateView, string>? FinalLook { get; init; }

    /// <summary>
    /// Which final states get a trace, by what <see cref="FinalLook"/> makes of them. <c>null</c> for none.
    /// </summary>
    public Func<string, bool>? TellsFinal { get; init; }

    /// <summary>
    /// Called once when the body of a process has been running for ten seconds without reaching an operation, which it
    /// most likely never will. Nothing is decided by that: only <see cref="Timeout"/> and <see cref="Cancellation"/>
    /// end such an exploration, as bounded.
    /// </summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Called now and then, on the exploring thread.</summary>
    public Action<Progress>? Report { get; init; }

    /// <summary>Ends the exploration with what is known so far.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Visits every reachable state, nearest first: a proof, or shortest counterexamples.</summary>
    /// <exception cref="ModelException">The model breaks a rule of sound exploration.</exception>
    /// <exception cref="InputException">The model finds during exploration that its input makes no sense, e.g. an
    /// unsupported guest instruction.</exception>
    /// <exception cref="ExpressionException">A property is not a well-formed expression.</exception>
    public ExplorationResult Exhaustively() => Judged(SearchOrder.BreadthFirst);

    /// <summary>
    /// Visits every reachable state, newest first: the same verdict; counterexamples are not shortest.
    /// </summary>
    /// <inheritdoc cref="Exhaustively"/>
    public ExplorationResult DepthFirst() => Judged(SearchOrder.DepthFirst);

    /// <summary>Walks at random, for state spaces too large to explore. Never proves anything.</summary>
    /// <param name="seed">Decides every choice.</param>
    /// <param name="walks">Number of walks, at least 1.</param>
    /// <param name="length">Steps of a walk at most, at least 1.</param>
    /// <inheritdoc cref="Exhaustively"/>
    public ExplorationResult ByRandomWalks(ulong seed, int walks = 1000, int length = 10_000) =>
        Walk(() => new RandomStrategy(seed), seed, walks, length);

    /// <summary>
    /// Walks by random priorities of the processes, which change at few random steps: probabilistic concurrency
    /// testing. Never proves anything.
    /// </summary>
    /// <param name="seed">Decides every choice.</param>
    /// <param name="depth">
    /// How many ordering constraints make the bugs happen that are looked for, at least 1: a walk changes priorities
    /// one time less.
    /// </param>
    /// <param name="walks">Number of walks, at least 1.</param>
    /// <param name="length">Steps of a walk at most, at least 1.</param>
    /// <inheritdoc cref="Exhaustively"/>
    public ExplorationResult ByPct(ulong seed, int depth = 3, int walks = 1000, int length = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        return Walk(() => new PctStrategy(seed, depth), seed, walks, length);
    }

    /// <summary>
    /// Walks by random priorities of the pending operations, which change where operations conflict: partial order
    /// sampling. Never proves anything.
    /// </summary>
    /// <param name="seed">Decides every choice.</param>
    /// <param name="walks">Number of walks, at least 1.</param>
    /// <param name="length">Steps of a walk at most, at least 1.</param>
    /// <inheritdoc cref="Exhaustively"/>
    public ExplorationResult ByPos(ulong seed, int walks = 1000, int length = 10_000) =>
        Walk(() => new PosStrategy(seed), seed, walks, length);

    /// <summary>How long a body runs without reaching an operation before somebody is told.</summary>
    internal TimeSpan LongLocalStep { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the memory counts against, unless <see cref="MaximumBytes"/> says otherwise.</summary>
    internal MemoryBudget Memory { get; init; } = MemoryBudget.OfMachine;

    internal SearchSettings Settings(SearchOrder order) =>
        new()
        {
            Order = order,
            Workers = Workers,
            Limits = new Limits(MaximumStates, Timeout),
            Memory = MaximumBytes is { } bytes ? new MemoryBudget(bytes) : Memory,
            StopAtFirst = StopAtFirst,
            Report = Report,
            Cancellation = Cancellation,
        };

    /// <summary>The same exploration of another model.</summary>
    internal ModelExploration On(SystemModel model) => this with { Model = model };

    // A strategy serves one exploration only, and Run may explore twice.
    private ExplorationResult Walk(Func<IStrategy> strategy, ulong seed, int walks, int length) =>
        Run(session => session.Walk(strategy(), seed, walks, length));

    private ExplorationResult Judged(SearchOrder order) =>
        Model.Refinement is null
            ? Run(session => session.Search(order))
            : RefinementCheck.Run(this, exploration => exploration.Run(session => session.Search(order)));

    private ExplorationResult Run(Func<ExplorationSession, ExplorationResult> explore)
    {
        var result = Unforeseen.Survive(() => RunOnce(explore), out string? note);
        return result with { Note = note };
    }

    // A body that never comes back cannot be interrupted; so it gets a thread of its own, which is left behind when the
    // user's limits say so. No clock of ours ends it: that would make the verdict depend on the machine.
    private ExplorationResult RunOnce(Func<ExplorationSession, ExplorationResult> explore)
    {
        ExplorationResult? result = null;
        Exception? fault = null;
        var watch = new BodyWatch();
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = explore(new ExplorationSession(this, watch));
                }
                catch (Exception exception)
                {
                    fault = exception;
                }
            },
            maxStackSize: 16 << 20
        )
        {
            IsBackground = true,
            Name = "exploration",
        };
        var clock = Stopwatch.StartNew();
        bool isWarned = false;
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException)
        {
            return ExplorationResult.Unstarted(Model.Name, MemoryBudget.Exhausted().Message);
        }

        while (!thread.Join(TimeSpan.FromMilliseconds(200)))
        {
            if (watch.Overdue(LongLocalStep) is not { } process)
            {
                continue;
            }

            if (!isWarned)
            {
                isWarned = true;
                Warn?.Invoke(
                    $"process {process} runs on and on without reaching an operation; a loop in a body must await an "
                        + "operation in every round"
                );
            }

            if (Cancellation.IsCancellationRequested || clock.Elapsed > Timeout)
            {
                string limit = Cancellation.IsCancellationRequested
                    ? "an interrupt"
                    : FormattableString.Invariant($"the time limit of {Timeout!.Value.TotalSeconds:0.###} s");
                return ExplorationResult.Unstarted(
                    Model.Name,
                    $"{limit}, while process {process} ran without reaching an operation"
                ) with
                {
                    Elapsed = clock.Elapsed,
                };
            }
        }

        if (fault is OutOfMemoryException)
        {
            return ExplorationResult.Unstarted(Model.Name, MemoryBudget.Exhausted().Message);
        }

        if (fault is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
        }

        return result!;
    }
}
