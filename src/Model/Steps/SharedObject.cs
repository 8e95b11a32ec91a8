namespace Model.Steps;

/// <summary>Something that processes share. Its state is an immutable value; only operations change it.</summary>
/// <remarks>
/// Shared objects are created while a model is built, never inside a process: an object created by a running body would be a
/// different one each time the body is run again.
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

    /// <summary>What views of a state show of the object: all of it under its name, unless parts have names of their own.</summary>
    internal virtual IReadOnlyList<StatePart> Parts => [new StatePart(Name, state => state, FormatState)];

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
