namespace Model.Platforms.Kvm;

/// <summary>Where the vCPU threads of a virtual machine are, and what user space asks of them.</summary>
/// <param name="IsPauseAsked">Whether all vCPUs are asked to park.</param>
/// <param name="Parked">One bit for each parked vCPU.</param>
/// <param name="IsInhibited">Whether no ioctl may begin: a memslot update is under way.</param>
/// <param name="Outside">One bit for each vCPU whose thread is not inside KVM_RUN; kept only where updates inhibit ioctls.</param>
public readonly record struct RunControlState(bool IsPauseAsked, ulong Parked, bool IsInhibited, ulong Outside)
{
    /// <summary>Whether a kicked vCPU thread gets out of KVM_RUN and stays out.</summary>
    public bool KeepsOut => IsPauseAsked || IsInhibited;

    /// <summary>The state after a vCPU was kicked out of KVM_RUN.</summary>
    internal RunControlState Kicked(int cpu) => this with
    {
        Parked = IsPauseAsked ? Parked | Bit(cpu) : Parked,
        Outside = IsInhibited ? Outside | Bit(cpu) : Outside,
    };

    /// <summary>The state after a vCPU thread has entered KVM_RUN again.</summary>
    internal RunControlState Entered(int cpu) => this with { Parked = Parked & ~Bit(cpu), Outside = Outside & ~Bit(cpu) };

    internal static ulong Bit(int cpu) => 1UL << cpu;
}
