using System.Globalization;
using Model.Objects.Kernel;

namespace Model.Scenarios.Apicv;

/// <summary>What APICv keeps for a vCPU.</summary>
public sealed class ApicvVcpu
{
    internal ApicvVcpu(int number, bool active)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"vcpu{number}");
        Requests = new VcpuRequests($"{Name}->requests");
        Active = new Cell<bool>($"{Name}->apicv_active", active);
    }

    /// <summary>The vCPU's name, and that of the thread that runs it.</summary>
    public string Name { get; }

    /// <summary>Its requests and mode.</summary>
    public VcpuRequests Requests { get; }

    /// <summary><c>vcpu->arch.apicv_active</c>.</summary>
    public Cell<bool> Active { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
