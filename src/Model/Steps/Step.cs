using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Model.Steps;

/// <summary>
/// The return type of a process or of a part of one: an async method whose every awaited operation is a scheduled
/// action.
/// </summary>
[AsyncMethodBuilder(typeof(StepBuilder))]
public readonly struct Step
{
    private readonly Step<Nothing> _step;

    internal Step(Step<Nothing> step) => _step = step;

    /// <summary>A step that has already completed: nothing happens in it.</summary>
    public static Step Done => new(new Step<Nothing>(default(Nothing)));

    /// <summary>Supports <c>await</c>; not meant to be called.</summary>
    public Awaiter GetAwaiter() => new(_step.GetAwaiter());

    /// <summary>Supports <c>await</c>.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, IStepAwaiter
    {
        private readonly Step<Nothing>.Awaiter _inner;

        internal Awaiter(Step<Nothing>.Awaiter inner) => _inner = inner;

        /// <summary>Whether the method ran to its end without suspending.</summary>
        public bool IsCompleted => _inner.IsCompleted;

        /// <summary>Returns, or throws what the method threw.</summary>
        public void GetResult() => _inner.GetResult();

        /// <summary>Never called: the step's own builder suspends.</summary>
        public void OnCompleted(Action continuation) => throw StepContext.NotDriven();

        /// <inheritdoc cref="OnCompleted"/>
        public void UnsafeOnCompleted(Action continuation) => throw StepContext.NotDriven();

        void IStepAwaiter.Suspend(StepContext context) => context.AwaitStep();
    }
}

/// <summary>A <see cref="Step"/> that returns a <typeparamref name="TResult"/>.</summary>
/// <typeparam name="TResult">An immutable type with value equality.</typeparam>
[AsyncMethodBuilder(typeof(StepBuilder<>))]
public readonly struct Step<TResult>
{
    private readonly bool _completed;
    private readonly TResult _result;
    private readonly ExceptionDispatchInfo? _fault;

    /// <summary>A step that has already completed.</summary>
    public Step(TResult result)
        : this(true, result, null) { }

    internal Step(bool completed, TResult result, ExceptionDispatchInfo? fault)
    {
        _completed = completed;
        _result = result;
        _fault = fault;
    }

    /// <summary>Supports <c>await</c>; not meant to be called.</summary>
    public Awaiter GetAwaiter() => new(this);

    /// <summary>Supports <c>await</c>.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, IStepAwaiter
    {
        private readonly Step<TResult> _step;

        internal Awaiter(Step<TResult> step) => _step = step;

        /// <summary>Whether the method ran to its end without suspending.</summary>
        public bool IsCompleted => _step._completed;

        /// <summary>The result, or throws what the method threw.</summary>
        public TResult GetResult()
        {
            if (!_step._completed)
            {
                return (TResult)StepContext.Required.TakeResult()!;
            }

            _step._fault?.Throw();
            return _step._result;
        }

        /// <summary>Never called: the step's own builder suspends.</summary>
        public void OnCompleted(Action continuation) => throw StepContext.NotDriven();

        /// <inheritdoc cref="OnCompleted"/>
        public void UnsafeOnCompleted(Action continuation) => throw StepContext.NotDriven();

        void IStepAwaiter.Suspend(StepContext context) => context.AwaitStep();
    }
}

/// <summary>What the step builders accept after <c>await</c>: an operation or another step.</summary>
internal interface IStepAwaiter
{
    /// <summary>Tells the running context what is being waited for.</summary>
    void Suspend(StepContext context);
}
