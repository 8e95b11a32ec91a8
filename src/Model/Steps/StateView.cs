namespace Model.Steps;

/// <summary>A read-only look at one global state: what operations and properties are computed from.</summary>
/// <remarks>
/// Every look is recorded, so that the result is remembered for all states that agree on what was looked at.
/// </remarks>
public abstract class StateView
{
    internal StateView() { }

    /// <summary>The state of <paramref name="target"/>.</summary>
    public TState Of<TState>(SharedObject<TState> target)
        where TState : notnull
    {
        ArgumentNullException.ThrowIfNull(target);
        return (TState)Look(target);
    }

    /// <summary>
    /// The operation that <paramref name="process"/> is about to take, or <c>null</c> once it has finished or failed.
    /// </summary>
    /// <exception cref="ArgumentException">The model has no such process.</exception>
    public abstract Operation? Pending(string process);

    /// <summary>Whether the body of <paramref name="process"/> has run to its end.</summary>
    /// <exception cref="ArgumentException">The model has no such process.</exception>
    public abstract bool HasFinished(string process);

    /// <summary>The state of an object of any type.</summary>
    internal object StateOf(SharedObject target) => Look(target);

    private protected abstract object Look(SharedObject target);
}
