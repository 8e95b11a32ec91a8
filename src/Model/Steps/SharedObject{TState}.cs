namespace Model.Steps;

/// <summary>A shared object whose state is a <typeparamref name="TState"/>.</summary>
/// <typeparam name="TState">An immutable type with value equality: equal states must be interchangeable.</typeparam>
public abstract class SharedObject<TState> : SharedObject
    where TState : notnull
{
    /// <summary>Creates an object in its initial state.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="initialState">The state in which every execution starts.</param>
    protected SharedObject(string name, TState initialState)
        : this(name, initialState, madeOnDemand: false)
    {
    }

    // A memory makes its words when they are first touched and keeps them, so that a body that runs again gets the same ones.
    private protected SharedObject(string name, TState initialState, bool madeOnDemand)
        : base(name, initialState, madeOnDemand)
    {
    }

    /// <summary>The change of this object to <paramref name="state"/>, for use in <see cref="Outcomes{TResponse}.Add"/>.</summary>
    public Change To(TState state) => new(this, state);

    /// <summary>The state as a trace shows it; invariant culture, one short line.</summary>
    protected internal virtual string Format(TState state) => FormattableString.Invariant($"{state}");

    internal sealed override string FormatState(object state) => Format((TState)state);
}
