using System.Runtime.CompilerServices;

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
