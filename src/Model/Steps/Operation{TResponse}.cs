using System.Runtime.CompilerServices;

namespace Model.Steps;

/// <summary>An operation that answers with a <typeparamref name="TResponse"/>; a process performs it by awaiting it.</summary>
/// <typeparam name="TResponse">An immutable type with value equality.</typeparam>
public abstract record Operation<TResponse> : Operation
{
    /// <summary>The same operation, labelled with the routine it stands for.</summary>
    /// <param name="routine">A routine name as the modelled system spells it.</param>
    public Operation<TResponse> In(string routine) => this with { Source = (Source ?? new Source("")) with { Routine = routine } };

    /// <summary>The same operation with the given source.</summary>
    public Operation<TResponse> From(Source source) => this with { Source = source };

    /// <summary>Supports <c>await</c>; not meant to be called.</summary>
    public Awaiter GetAwaiter() => new(this);

    /// <summary>
    /// Adds every possible outcome in the state <paramref name="states"/>. No outcome means that the operation is blocked there.
    /// </summary>
    /// <remarks>A pure function: it is called once for each combination of the object states it looks at.</remarks>
    protected abstract void Apply(StateView states, Outcomes<TResponse> outcomes);

    /// <summary>The response as a trace shows it, or empty when it tells nothing.</summary>
    protected virtual string Format(TResponse response) => response is Nothing ? "" : FormattableString.Invariant($"{response}");

    internal sealed override Type ResponseType => typeof(TResponse);

    internal sealed override string FormatResponse(object? response) => response is Refusal ? "refused" : response is Beyond beyond ? beyond.Limit : Format((TResponse)response!);

    internal sealed override IReadOnlyList<Outcome> OutcomesIn(StateView states)
    {
        var outcomes = new Outcomes<TResponse>();
        Apply(states, outcomes);
        return outcomes.All;
    }

    /// <summary>Supports <c>await</c>.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, IStepAwaiter
    {
        private readonly Operation<TResponse> _operation;

        internal Awaiter(Operation<TResponse> operation) => _operation = operation;

        /// <summary>Always false: an operation takes effect only when it is scheduled.</summary>
        public bool IsCompleted => false;

        /// <summary>The response of the scheduled operation.</summary>
        public TResponse GetResult() => (TResponse)StepContext.Required.TakeResponse()!;

        /// <summary>Never called: the step's own builder suspends.</summary>
        public void OnCompleted(Action continuation) => throw StepContext.NotDriven();

        /// <inheritdoc cref="OnCompleted"/>
        public void UnsafeOnCompleted(Action continuation) => throw StepContext.NotDriven();

        void IStepAwaiter.Suspend(StepContext context) => context.Publish(_operation);
    }
}
