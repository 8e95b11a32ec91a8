using System.Runtime.CompilerServices;
using System.Text;

namespace Model.Steps;

/// <summary>One atomic, scheduled action on shared objects: the unit of interleaving.</summary>
/// <remarks>
/// An operation is a value: two equal operations have the same outcomes in every state. Derive from
/// <see cref="Operation{TResponse}"/>.
/// </remarks>
public abstract record Operation
{
    private protected Operation() { }

    /// <summary>The kind in a word or two, e.g. <c>load</c> or <c>compare-exchange</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>
    /// The objects that may be touched. An operation that touches others is a fault of the model and is reported.
    /// </summary>
    public abstract IReadOnlyList<Access> Footprint { get; }

    /// <summary>
    /// The objects that may be touched in a state, where <see cref="Footprint"/> cannot tell them all beforehand.
    /// </summary>
    /// <remarks>It may look at no more than <see cref="OutcomesIn"/> does.</remarks>
    protected internal virtual IReadOnlyList<Access> FootprintIn(StateView states) => Footprint;

    /// <summary>The operands as a trace shows them, or empty.</summary>
    public virtual string Operand => "";

    /// <summary>What it touches as traces show it: the objects of the footprint, or places within them.</summary>
    internal virtual IReadOnlyList<string> Places => [.. Footprint.Select(access => access.Target.Name)];

    /// <summary>What a step has changed as traces show it: the objects, or places within them.</summary>
    /// <param name="before">The state before the step.</param>
    /// <param name="after">The state after it.</param>
    /// <param name="response">What the process was answered.</param>
    /// <param name="changes">The objects that have changed, in the order of the outcome.</param>
    internal virtual IReadOnlyList<ShownChange> ShowChanges(
        StateView before,
        StateView after,
        object? response,
        IReadOnlyList<ObjectChange> changes
    ) => [.. changes.Select(change => change.Shown)];

    /// <summary>Where it comes from, or <c>null</c>.</summary>
    public Source? Source { get; init; }

    /// <summary>The type of the variable that a response goes to.</summary>
    internal abstract Type ResponseType { get; }

    /// <summary>The response as a trace shows it, or empty when it tells nothing.</summary>
    internal abstract string FormatResponse(object? response);

    internal abstract IReadOnlyList<Outcome> OutcomesIn(StateView states);

    /// <inheritdoc/>
    public sealed override string ToString()
    {
        var text = new StringBuilder(Kind);
        if (Places is { Count: > 0 } places)
        {
            text.Append(" [").AppendJoin(", ", places).Append(']');
        }

        return Operand.Length == 0 ? text.ToString() : text.Append(' ').Append(Operand).ToString();
    }
}

/// <summary>
/// An operation that answers with a <typeparamref name="TResponse"/>; a process performs it by awaiting it.
/// </summary>
/// <typeparam name="TResponse">An immutable type with value equality.</typeparam>
public abstract record Operation<TResponse> : Operation
{
    /// <summary>The same operation, labelled with the routine it stands for.</summary>
    /// <param name="routine">A routine name as the modelled system spells it.</param>
    public Operation<TResponse> In(string routine) =>
        this with
        {
            Source = (Source ?? new Source("")) with { Routine = routine },
        };

    /// <summary>The same operation with the given source.</summary>
    public Operation<TResponse> From(Source source) => this with { Source = source };

    /// <summary>Supports <c>await</c>; not meant to be called.</summary>
    public Awaiter GetAwaiter() => new(this);

    /// <summary>
    /// Adds every possible outcome in the state <paramref name="states"/>. No outcome means that the operation is
    /// blocked there.
    /// </summary>
    /// <remarks>A pure function: it is called once for each combination of the object states it looks at.</remarks>
    protected abstract void Apply(StateView states, Outcomes<TResponse> outcomes);

    /// <summary>The response as a trace shows it, or empty when it tells nothing.</summary>
    protected virtual string Format(TResponse response) =>
        response is Nothing ? "" : FormattableString.Invariant($"{response}");

    internal sealed override Type ResponseType => typeof(TResponse);

    internal sealed override string FormatResponse(object? response) =>
        response is Refusal ? "refused"
        : response is Beyond beyond ? beyond.Limit
        : Format((TResponse)response!);

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
