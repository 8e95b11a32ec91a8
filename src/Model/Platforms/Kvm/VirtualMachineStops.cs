using Model.Steps;

namespace Model.Platforms.Kvm;

/// <summary>The vCPU never runs again: user space stops the virtual machine.</summary>
internal sealed record VirtualMachineStops : Operation<Nothing>
{
    public override string Kind => "stopped";

    public override IReadOnlyList<Access> Footprint => [];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
    }
}
