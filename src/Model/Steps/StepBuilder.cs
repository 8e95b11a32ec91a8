using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Model.Steps;

/// <summary>Builds a <see cref="Step"/>; used by the compiler.</summary>
public struct StepBuilder
{
    private StepBuilder<Nothing> _inner;

    /// <summary>The step that the method returns to its caller.</summary>
    public readonly Step Task => new(_inner.Task);

    /// <summary>A fresh builder.</summary>
    public static StepBuilder Create() => default;

    /// <summary>Runs the method up to its first suspension.</summary>
    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => _inner.Start(ref stateMachine);

    /// <summary>Not used: frames are captured by value.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => _inner.SetStateMachine(stateMachine);

    /// <summary>The method has returned.</summary>
    public void SetResult() => _inner.SetResult(default);

    /// <summary>The method has thrown.</summary>
    public void SetException(Exception exception) => _inner.SetException(exception);

    /// <summary>Suspends the method at an await.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => _inner.AwaitOnCompleted(ref awaiter, ref stateMachine);

    /// <inheritdoc cref="AwaitOnCompleted"/>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => _inner.AwaitOnCompleted(ref awaiter, ref stateMachine);
}

/// <summary>Builds a <see cref="Step{TResult}"/>; used by the compiler.</summary>
/// <remarks>
/// A builder keeps no reference to a task. When the method suspends, the compiler's state machine is copied into a
/// frame; results travel through the running <see cref="StepContext"/>. So a copied frame needs no rewiring.
/// </remarks>
/// <typeparam name="TResult">What the method returns.</typeparam>
public struct StepBuilder<TResult>
{
    private bool _suspended;
    private bool _completed;
    private TResult _result;
    private ExceptionDispatchInfo? _fault;

    /// <summary>The step that the method returns to its caller.</summary>
    public readonly Step<TResult> Task => new(_completed, _result, _fault);

    /// <summary>A fresh builder.</summary>
    public static StepBuilder<TResult> Create() => default;

    /// <summary>Runs the method up to its first suspension.</summary>
    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        using (StepContext.Enter(typeof(TStateMachine)))
        {
            stateMachine.MoveNext();
        }
    }

    /// <summary>Not used: frames are captured by value.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) { }

    /// <summary>The method has returned.</summary>
    public void SetResult(TResult result)
    {
        if (_suspended)
        {
            StepContext.Required.Complete(result, null);
            return;
        }

        _completed = true;
        _result = result;
    }

    /// <summary>The method has thrown.</summary>
    public void SetException(Exception exception)
    {
        var fault = ExceptionDispatchInfo.Capture(exception);
        if (_suspended)
        {
            StepContext.Required.Complete(null, fault);
            return;
        }

        _completed = true;
        _fault = fault;
    }

    /// <summary>Suspends the method at an await.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        var context = StepContext.Required;
        if (awaiter is not IStepAwaiter)
        {
            throw context.Refuse(new ForeignAwaitException(context.Process, typeof(TAwaiter), typeof(TStateMachine)));
        }

        ((IStepAwaiter)awaiter).Suspend(context);
        bool again = _suspended;
        _suspended = true;
        context.Capture(ref stateMachine, again);
    }

    /// <inheritdoc cref="AwaitOnCompleted"/>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => AwaitOnCompleted(ref awaiter, ref stateMachine);
}

/// <summary>A process awaited something that is neither an operation nor a step, such as a task.</summary>
public sealed class ForeignAwaitException : ModelException
{
    internal ForeignAwaitException(string process, Type awaiter, Type stateMachine)
        : base(
            $"process {process} awaits a {Awaited(awaiter)} in {MethodNames.Of(stateMachine)}, which the checker "
                + "cannot schedule; "
                + "await only operations of shared objects, choices and other Step methods"
        )
    { }

    // An awaiter is either nested in what is awaited or named after it.
    private static string Awaited(Type awaiter)
    {
        const string Suffix = "Awaiter";
        string name = MethodNames.Display(awaiter.DeclaringType ?? awaiter);
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }
}
