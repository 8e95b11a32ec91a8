using Model.Steps;

namespace Model.Platforms.Kvm;

internal sealed record RunControlChange : Operation<Nothing>
{
    private readonly RunControl _control;
    private readonly string _name;
    private readonly DelegateValue _change;

    public RunControlChange(RunControl control, string name, Func<RunControlState, RunControlState?> change)
        : this(control, name, (state, _) => change(state))
    {
    }

    public RunControlChange(RunControl control, string name, Func<RunControlState, StateView, RunControlState?> change)
    {
        _control = control;
        _name = name;
        _change = new DelegateValue(change);
    }

    public override string Kind => _name;

    public override IReadOnlyList<Access> Footprint => [Access.Write(_control)];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        var change = (Func<RunControlState, StateView, RunControlState?>)_change.Target;
        if (change(states.Of(_control), states) is { } next)
        {
            outcomes.Add(default, _control.To(next));
        }
    }
}
