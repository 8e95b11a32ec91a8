namespace Model.Steps;

/// <summary>
/// One object taking on a new state as part of an operation's outcome; made by <see cref="SharedObject{TState}.To"/>.
/// </summary>
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

/// <summary>An object that a step has changed.</summary>
/// <param name="Target">The object.</param>
/// <param name="Before">Its state before the step.</param>
/// <param name="After">Its state after the step.</param>
internal readonly record struct ObjectChange(SharedObject Target, object Before, object After)
{
    /// <summary>The change as a trace shows it.</summary>
    public ShownChange Shown => new(Target.Name, Target.FormatState(Before), Target.FormatState(After));
}

/// <summary>What a step has changed, as a trace shows it.</summary>
/// <param name="Name">An object, or a place within objects, in the words of the model.</param>
/// <param name="Before">Its value before the step.</param>
/// <param name="After">Its value after the step.</param>
internal readonly record struct ShownChange(string Name, string Before, string After);

/// <summary>A look at a state in which some objects have other states than in the state looked at.</summary>
internal sealed class ChangedView(StateView states, IReadOnlyList<(SharedObject Target, object State)> changes)
    : StateView
{
    public override Operation? Pending(string process) => states.Pending(process);

    public override bool HasFinished(string process) => states.HasFinished(process);

    private protected override object Look(SharedObject target)
    {
        foreach (var (changed, state) in changes)
        {
            if (ReferenceEquals(changed, target))
            {
                return state;
            }
        }

        return states.StateOf(target);
    }
}
