namespace Model.Scenarios.Memslots;

/// <summary>What KVM_RUN, or a part of it, ends with.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Vcpu">The vCPU then.</param>
/// <param name="Value">What an MMIO write writes.</param>
public readonly record struct RunExit(ExitReason Reason, VcpuContext Vcpu, ulong Value = 0)
{
    /// <summary>The guest goes on.</summary>
    public static RunExit Resume(VcpuContext vcpu) => new(ExitReason.None, vcpu);
}
