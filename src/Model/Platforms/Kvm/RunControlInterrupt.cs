using Model.Steps;

namespace Model.Platforms.Kvm;

internal sealed record RunControlInterrupt<T>(RunControl Control, int Cpu, Operation<T> Inner) : Operation<(bool IsKicked, T Value)>
{
    public override string Kind => Inner.Kind;

    public override IReadOnlyList<Access> Footprint => [.. Inner.Footprint, Access.Write(Control)];

    public override string Operand => Inner.Operand;

    internal override IReadOnlyList<string> Places => [.. Inner.Places, Control.Name];

    internal override IReadOnlyList<ShownChange> ShowChanges(
        StateView before, StateView after, object? response, IReadOnlyList<ObjectChange> changes) =>
        response is (bool isKicked, T value) && !isKicked
            ? Inner.ShowChanges(before, after, value, changes)
            : base.ShowChanges(before, after, response, changes);

    protected override void Apply(StateView states, Outcomes<(bool IsKicked, T Value)> outcomes)
    {
        var state = states.Of(Control);
        if (state.KeepsOut)
        {
            outcomes.Add((true, default!), Control.To(state.Kicked(Cpu)));
            return;
        }

        foreach (var outcome in Inner.OutcomesIn(states))
        {
            outcomes.Add((false, (T)outcome.Response!), outcome.Changes);
        }
    }

    protected override string Format((bool IsKicked, T Value) response) => response.IsKicked ? "kicked out of guest mode" : Inner.FormatResponse(response.Value);
}
