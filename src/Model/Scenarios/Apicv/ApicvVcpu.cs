using System.Globalization;
using Model.Objects.Kernel;

namespace Model.Scenarios.Apicv;

/// <summary>What APICv keeps for a vCPU.</summary>
internal sealed class ApicvVcpu
{
    public ApicvVcpu(int number, bool active)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"vcpu{number}");
        Requests = new VcpuRequests($"{Name}->requests");
        Active = new Cell<bool>($"{Name}->apicv_active", active);
    }

    public string Name { get; }

    /// <summary>Its requests and mode.</summary>
    public VcpuRequests Requests { get; }

    /// <summary><c>vcpu->arch.apicv_active</c>.</summary>
    public Cell<bool> Active { get; }

    public override string ToString() => Name;
}
