namespace Model.Steps;

/// <summary>Something that processes share. Its state is an immutable value; only operations change it.</summary>
/// <remarks>
/// Shared objects are created while a model is built, never inside a process: an object created by a running body would
/// be a different one each time the body is run again.
/// </remarks>
public abstract class SharedObject
{
    private protected SharedObject(string name, object initialState, bool madeOnDemand)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!madeOnDemand)
        {
            StepContext.RefuseInsideProcess(name);
        }

        Name = name;
        InitialState = initialState;
    }

    /// <summary>The name that traces and properties use; unique within a model.</summary>
    public string Name { get; }

    internal object InitialState { get; }

    /// <summary>The state as a trace shows it: one short line without line breaks.</summary>
    internal abstract string FormatState(object state);

    /// <summary>
    /// What views of a state show of the object: all of it under its name, unless parts have names of their own.
    /// </summary>
    internal virtual IReadOnlyList<StatePart> Parts => [new StatePart(Name, state => state, FormatState)];

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}

/// <summary>A shared object whose state is a <typeparamref name="TState"/>.</summary>
/// <typeparam name="TState">An immutable type with value equality: equal states must be interchangeable.</typeparam>
public abstract class SharedObject<TState> : SharedObject
    where TState : notnull
{
    /// <summary>Creates an object in its initial state.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="initialState">The state in which every execution starts.</param>
    protected SharedObject(string name, TState initialState)
        : this(name, initialState, madeOnDemand: false) { }

    // A memory makes its words when they are first touched and keeps them, so that a body that runs again gets the same
    // ones.
    private protected SharedObject(string name, TState initialState, bool madeOnDemand)
        : base(name, initialState, madeOnDemand) { }

    /// <summary>
    /// The change of this object to <paramref name="state"/>, for use in <see cref="Outcomes{TResponse}.Add"/>.
    /// </summary>
    public Change To(TState state) => new(this, state);

    /// <summary>An operation on this object alone, by a rule that says what happens in each of its states.</summary>
    private protected Operation<TResponse> Rule<TResponse>(
        string kind,
        Func<TState, Effect<TState, TResponse>> rule,
        string operand = "",
        Func<TResponse, string>? format = null,
        AccessMode mode = AccessMode.Write
    ) => new Transition<TState, TResponse>(this, mode, kind, (state, _) => rule(state), operand, format);

    /// <summary>An operation that happens in every state of this object and answers what it sees.</summary>
    private protected Operation<TResponse> Look<TResponse>(
        string kind,
        Func<TState, TResponse> answer,
        string operand = "",
        Func<TResponse, string>? format = null
    ) => Rule(kind, state => Effect.To(state, answer(state)), operand, format, AccessMode.Read);

    /// <summary>An operation that is blocked until a condition holds of this object.</summary>
    private protected Operation<Nothing> Await(string kind, Func<TState, bool> condition, string operand = "") =>
        Rule(kind, state => condition(state) ? Effect.To(state) : Effect.Blocked, operand, mode: AccessMode.Read);

    /// <summary>The state as a trace shows it; invariant culture, one short line.</summary>
    protected internal virtual string Format(TState state) => FormattableString.Invariant($"{state}");

    internal sealed override string FormatState(object state) => Format((TState)state);
}

/// <summary>
/// A part of an object's state that has a name of its own, such as one of several variables in a word of memory.
/// </summary>
/// <param name="Name">The name that views show.</param>
/// <param name="Of">The part of a state.</param>
/// <param name="Format">The part as views show it.</param>
internal sealed record StatePart(string Name, Func<object, object> Of, Func<object, string> Format);
