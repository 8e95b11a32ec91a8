using Model.Steps;

namespace Model.Platforms.Kvm;

internal sealed record RunControlPark(RunControl Control, int Cpu) : Operation<bool>
{
    public override string Kind => "park if asked";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Control)];

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        var state = states.Of(Control);
        if (state.IsPauseAsked)
        {
            outcomes.Add(true, Control.To(state with { Parked = state.Parked | (1UL << Cpu) }));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "parked" : "";
}
