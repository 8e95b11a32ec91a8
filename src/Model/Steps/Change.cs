namespace Model.Steps;

/// <summary>One object taking on a new state as part of an operation's outcome; made by <see cref="SharedObject{TState}.To"/>.</summary>
public readonly record struct Change
{
    internal Change(SharedObject target, object state)
    {
        Target = target;
        State = state;
    }

    internal SharedObject Target { get; }

    internal object State { get; }
}
