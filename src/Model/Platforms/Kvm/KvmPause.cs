namespace Model.Platforms.Kvm;

/// <summary>How user space pauses its vCPUs.</summary>
public enum KvmPause
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>
    /// Once, as QEMU does: <c>kvm_cpu_exec</c> enters KVM_RUN after each exit, whatever is asked of it, since KVM completes the instruction
    /// only there; a vCPU parks when no instruction is half done. So in QEMU from 2011 to 2026, and in Firecracker.
    /// </summary>
    On,

    /// <summary>
    /// Once, as a user space might that parks a vCPU between an exit and the next KVM_RUN, an instruction half done: a hypothesis about
    /// user spaces other than QEMU.
    /// </summary>
    BetweenExits,
}
