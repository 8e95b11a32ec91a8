using Model.Steps;

namespace Model.Platforms.Kvm;

internal sealed record RunControlKick(RunControl Control, int Cpu) : Operation<bool>
{
    public override string Kind => "leave if kicked";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Control)];

    protected override void Apply(StateView states, Outcomes<bool> outcomes)
    {
        var state = states.Of(Control);
        if (state.KeepsOut)
        {
            outcomes.Add(true, Control.To(state.Kicked(Cpu)));
        }
        else
        {
            outcomes.Add(false);
        }
    }

    protected override string Format(bool response) => response ? "out of KVM_RUN" : "";
}
