using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Model.Steps;

/// <summary>
/// What a process body sees while one local step of it runs on this thread: the response going in, the next operation
/// coming out.
/// </summary>
internal sealed class StepContext
{
    /// <summary>
    /// Instructions in one local step when nothing else is said: more than any wait loop on a stack needs, and seconds
    /// of time.
    /// </summary>
    public const long DefaultMostInstructions = 10_000_000;

    private const int DeepestCall = 1000;

    [ThreadStatic]
    private static StepContext? _current;

    private readonly List<Frame> _captured = [];
    private object? _response;
    private object? _result;
    private ExceptionDispatchInfo? _fault;
    private Frame? _resuming;
    private bool _completed;
    private bool _awaitsStep;
    private int _depth;

    public StepContext(string process) => Process = process;

    /// <summary>The context that runs on this thread, or <c>null</c> outside exploration.</summary>
    public static StepContext? Current => _current;

    /// <summary>The context that runs on this thread.</summary>
    /// <exception cref="InvalidOperationException">A step method was called outside exploration.</exception>
    public static StepContext Required => _current ?? throw NotDriven();

    /// <summary>The name of the process whose body runs.</summary>
    public string Process { get; }

    /// <summary>The operation that the body stopped at, or <c>null</c> when it ended.</summary>
    public Operation? Pending { get; private set; }

    /// <summary>The frames of the suspended body, innermost first.</summary>
    public IReadOnlyList<Frame> Captured => _captured;

    /// <summary>The first broken rule, kept here because a body may swallow the exception.</summary>
    public ModelException? Refused { get; private set; }

    /// <summary>Where <see cref="Narration"/> goes while a trace is told; <c>null</c> during exploration.</summary>
    public List<string>? Notes { get; init; }

    /// <summary>Instructions that a guest's CPU may run in one local step; at least 1.</summary>
    public long MostInstructions { get; init; } = DefaultMostInstructions;

    /// <summary>
    /// Whether the exploration is to end, as far as that concerns a long local step; <c>null</c> for never.
    /// </summary>
    public Func<bool>? IsOver { get; init; }

    /// <summary>Calls of Step methods that the code which runs now is deep.</summary>
    public int Depth => _depth;

    public static InvalidOperationException NotDriven() =>
        new("A Step method runs only under the checker: add it to a model as a process.");

    /// <summary>Says that a Step method starts; dispose the result when it has returned or is suspended.</summary>
    /// <exception cref="ModelException">Too many calls are nested.</exception>
    public static Call Enter(Type stateMachine)
    {
        if (_current is { } context && ++context._depth > DeepestCall)
        {
            throw context.Refuse(
                new ModelException(
                    $"process {context.Process} is more than {DeepestCall} calls deep in "
                        + $"{MethodNames.Of(stateMachine)}; "
                        + "a body must not recurse forever"
                )
            );
        }

        return new Call(_current);
    }

    public static void RefuseInsideProcess(string name)
    {
        if (_current is { } context)
        {
            throw context.Refuse(
                new ModelException(
                    $"process {context.Process} creates the shared object {name} while it runs; create it where the "
                        + "model is built"
                )
            );
        }
    }

    /// <summary>Runs a body from its beginning.</summary>
    public ExceptionDispatchInfo? Start(Func<Step> body) =>
        Run(() =>
        {
            var step = body();
            if (step.GetAwaiter() is { IsCompleted: true } awaiter)
            {
                _completed = true;
                awaiter.GetResult();
            }
        });

    /// <summary>Runs a suspended body on, after its operation was answered with <paramref name="response"/>.</summary>
    public ExceptionDispatchInfo? Resume(IReadOnlyList<Frame> frames, object? response) =>
        Run(() =>
        {
            _response = response;
            for (int i = 0; i < frames.Count; i++)
            {
                _resuming = frames[i].Clone();
                _completed = false;
                _depth = frames.Count - i;
                _resuming.MoveNext();
                if (!_completed)
                {
                    _captured.AddRange(frames.Skip(i + 1));
                    return;
                }
            }

            _fault?.Throw();
        });

    public ModelException Refuse(ModelException rule)
    {
        Refused ??= rule;
        return rule;
    }

    public void Publish(Operation operation)
    {
        RefuseSecondSuspension();
        Pending = operation;
    }

    public void AwaitStep()
    {
        if (_awaitsStep || Pending is null)
        {
            throw Refuse(NotAwaitedAtOnce());
        }

        _awaitsStep = true;
    }

    public void Capture<TStateMachine>(ref TStateMachine machine, bool again)
        where TStateMachine : IAsyncStateMachine
    {
        _awaitsStep = false;
        _captured.Add(again ? _resuming! : new Frame<TStateMachine>(machine));
    }

    public void Complete(object? result, ExceptionDispatchInfo? fault)
    {
        _completed = true;
        _result = result;
        _fault = fault;
    }

    public object? TakeResponse() =>
        _response switch
        {
            Refusal refusal => throw new AssertionException(refusal.Claim),
            Beyond beyond => throw new LimitException(beyond.Limit),
            _ => _response,
        };

    public object? TakeResult()
    {
        var fault = _fault;
        _fault = null;
        fault?.Throw();
        return _result;
    }

    private ExceptionDispatchInfo? Run(Action run)
    {
        var outer = _current;
        _current = this;
        StatementProbe.BeginStep();
        try
        {
            run();
            if (_completed && Pending is not null)
            {
                Refuse(NotAwaitedAtOnce());
            }

            return null;
        }
        catch (Exception exception)
        {
            return ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            _current = outer;
        }
    }

    private void RefuseSecondSuspension()
    {
        if (Pending is not null)
        {
            throw Refuse(NotAwaitedAtOnce());
        }
    }

    private ModelException NotAwaitedAtOnce() =>
        new($"process {Process} starts a Step without awaiting it at once; await every Step where it is called");

    /// <summary>A Step method that runs.</summary>
    public readonly struct Call(StepContext? context) : IDisposable
    {
        /// <summary>The method has returned or is suspended.</summary>
        public void Dispose()
        {
            if (context is not null)
            {
                context._depth--;
            }
        }
    }
}
