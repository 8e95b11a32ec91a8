using System.Runtime.CompilerServices;

namespace Model.Steps;

/// <summary>The return type of a process or of a part of one: an async method whose every awaited operation is a scheduled action.</summary>
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
