using System.Runtime.ExceptionServices;
using Checker.Automata.Frames;
using Checker.Automata.Guards;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Automata;

/// <summary>
/// A process as an automaton that is compiled lazily: each local step of the body runs once, and its result is
/// remembered.
/// </summary>
internal sealed class ProcessAutomaton
{
    private readonly ProcessDefinition _definition;
    private readonly FrameShapes _shapes;
    private readonly AutomataOptions _options;
    private readonly CapturedEnvironment _surroundings;
    private readonly Dictionary<LocalKey, int> _numbers = [];
    private readonly List<LocalState> _states = [];

    public ProcessAutomaton(ProcessDefinition definition, object? logic, FrameShapes shapes, AutomataOptions options)
    {
        _definition = definition;
        _shapes = shapes;
        _options = options;
        _surroundings = new CapturedEnvironment(definition.Body, logic);
    }

    public string Name => _definition.Name;

    public bool IsBackground => _definition.IsBackground;

    /// <summary>Number of local states so far.</summary>
    public int Count => _states.Count;

    /// <summary>How many times code of the body was run.</summary>
    public long Runs { get; private set; }

    public LocalState this[int number] => _states[number];

    /// <summary>
    /// Whether an ordinary object existed, within reach of the body, before any process ran; then it is watched for
    /// changes.
    /// </summary>
    public bool IsOfModel(object value) => _surroundings.Contain(value);

    /// <summary>Runs the body to its first operation; the number of that local state is 0.</summary>
    public void Start() => Run(null, [], context => context.Start(_definition.Body));

    /// <summary>
    /// The local state after <paramref name="local"/>'s operation was answered with <paramref name="response"/>.
    /// </summary>
    /// <exception cref="ModelException">The body breaks a rule of sound exploration.</exception>
    /// <exception cref="InputException">The body finds that what the user gave makes no sense.</exception>
    /// <exception cref="UnboundedLocalsException">The process has too many local states.</exception>
    public int Successor(int local, object? response)
    {
        var state = _states[local];
        if (!state.TryGetSuccessor(response, out int successor))
        {
            if (CapturedValues.FlawOf(response, state.Pending!.ResponseType, IsOfModel) is { } flaw)
            {
                throw new ModelException(
                    $"the operation {state.Pending} answers process {Name} with a value that is or contains {flaw}"
                );
            }

            successor = Run(state.Pending, state.Key.Frames, context => context.Resume(state.Frames, response));
            state.SetSuccessor(response, successor);
        }

        return successor;
    }

    /// <summary>Runs one local step again, only to hear the remarks that the body makes in it.</summary>
    public IReadOnlyList<string> Narrate(int? local, object? response)
    {
        var notes = new List<string>();
        var context = new StepContext(Name) { Notes = notes };
        _ = local is int number ? context.Resume(_states[number].Frames, response) : context.Start(_definition.Body);
        return notes;
    }

    /// <summary>The local with the most values among the newest local states, or <c>null</c>.</summary>
    public GrowingLocal? Growing() => GrowingLocal.Among(Name, _states);

    private int Run(Operation? after, IReadOnlyList<FrameValue> from, Func<StepContext, ExceptionDispatchInfo?> run)
    {
        try
        {
            return NumberOf(after, from, run);
        }
        catch (ModelException exception)
        {
            exception.Reached ??= StatementProbe.Last;
            throw;
        }
    }

    private int NumberOf(
        Operation? after,
        IReadOnlyList<FrameValue> from,
        Func<StepContext, ExceptionDispatchInfo?> run
    )
    {
        var (key, frames) = RunOnce(from, run);
        if (_options.VerifyModel)
        {
            // What cannot be compared would be told as something that is not the same twice.
            RequireValues(key);
            var (again, _) = RunOnce(from, run);
            if (!again.Equals(key))
            {
                throw new ModelException(
                    $"process {Name} is not deterministic: after {after?.ToString() ?? "its start"} it does not behave "
                        + "the same way twice; "
                        + "a body must not use the clock, random numbers, hash order or anything else outside the "
                        + "model; use Choice for nondeterminism"
                );
            }
        }

        if (_numbers.TryGetValue(key, out int known))
        {
            return known;
        }

        RequireValues(key);
        if (_states.Count >= _options.MaximumLocalStates)
        {
            throw new UnboundedLocalsException(Name, _states.Count, Growing());
        }

        _states.Add(new LocalState(key, frames));
        _numbers.Add(key, _states.Count - 1);
        return _states.Count - 1;
    }

    private void RequireValues(LocalKey key)
    {
        if (CapturedValues.FlawOf(key.Pending, typeof(Operation), IsOfModel) is { } flaw)
        {
            throw new ModelException(
                $"process {Name} performs the operation {key.Pending}, which is or contains {flaw}"
            );
        }

        foreach (var frame in key.Frames)
        {
            CapturedValues.Require(Name, frame, IsOfModel);
        }
    }

    private (LocalKey Key, IReadOnlyList<Frame> Frames) RunOnce(
        IReadOnlyList<FrameValue> from,
        Func<StepContext, ExceptionDispatchInfo?> run
    )
    {
        Runs++;
        var context = new StepContext(Name)
        {
            MostInstructions = _options.MaximumInstructions,
            IsOver = _options.IsOver,
        };
        ExceptionDispatchInfo? fault;
        using (_options.Watch.Enter(Name))
        {
            fault = run(context);
        }

        if ((context.Refused ?? fault?.SourceException) is ModelException refused)
        {
            throw refused;
        }

        if (fault?.SourceException is InputException or OutOfMemoryException)
        {
            fault.Throw();
        }

        _surroundings.RequireUnchanged(Name);
        CapturedValues.RequireUnchanged(Name, from);
        if (fault?.SourceException is LimitException limit)
        {
            return (new LocalKey(null, null, [], limit.Message), []);
        }

        if (fault is not null)
        {
            return (new LocalKey(null, FailureOf(fault.SourceException), []), []);
        }

        return context.Pending is null
            ? (new LocalKey(null, null, []), [])
            : (
                new LocalKey(
                    context.Pending,
                    null,
                    [.. context.Captured.Select(frame => FrameValue.Of(_shapes.Of(frame), frame))]
                ),
                [.. context.Captured]
            );
    }

    private static BodyFailure FailureOf(Exception exception) =>
        exception is AssertionException
            ? new BodyFailure(exception.Message, IsAssertion: true)
            : new BodyFailure(
                $"{exception.GetType().Name}: {exception.Message}{PlaceOf(exception)}",
                IsAssertion: false
            );

    private static string PlaceOf(Exception exception) =>
        StatementProbe.Last is { } last && last.Probe.IsIn(exception) ? $" ({last})" : "";
}

/// <summary>What a transition does to the execution.</summary>
internal enum StepEnding
{
    /// <summary>It goes on.</summary>
    GoesOn,

    /// <summary>The process fails in it: the state after it is final.</summary>
    Fails,

    /// <summary>It would go beyond a limit of the model: it is not taken, and the state before it is cut.</summary>
    IsBeyondLimit,
}

/// <summary>A process body ended by throwing.</summary>
/// <param name="Claim">What was claimed, or the exception in words.</param>
/// <param name="IsAssertion">Whether it was a claim of the modeller, and not an unexpected exception.</param>
internal sealed record BodyFailure(string Claim, bool IsAssertion);
