namespace Model.Steps;

/// <summary>A look at a state in which some objects have other states than in the state looked at.</summary>
internal sealed class ChangedView(StateView states, IReadOnlyList<(SharedObject Target, object State)> changes) : StateView
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
