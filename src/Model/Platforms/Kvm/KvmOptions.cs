using Model.Catalogue;
using Model.Steps;

namespace Model.Platforms.Kvm;

/// <summary>How a modelled KVM is set up.</summary>
/// <remarks>
/// Settings are looked up where the platform comes to need them: a run that never does is the same whatever they are.
/// </remarks>
[Value]
public sealed class KvmOptions
{
    private readonly Settings _settings;

    internal KvmOptions(Settings settings) => _settings = settings;

    /// <summary>The kernel version.</summary>
    public KvmKernel Kernel =>
        _settings.Word("kernel") switch
        {
            "5.10" => KvmKernel.V5_10,
            "5.19-regression" => KvmKernel.V5_19_Regression,
            "6.0" => KvmKernel.V6_0,
            _ => KvmKernel.V6_19,
        };

    /// <summary>What lies behind the region.</summary>
    public KvmRegion Region =>
        _settings.Word("region") switch
        {
            "ram" => KvmRegion.Ram,
            "readonly" => KvmRegion.ReadOnly,
            "mmio-coalesced" => KvmRegion.MmioCoalesced,
            _ => KvmRegion.Mmio,
        };

    /// <summary>
    /// Whether the host CPU has split-lock detection: then a locked access that crosses a cache line is emulated as a
    /// write.
    /// </summary>
    public bool SplitLockDetection => _settings.Word("split-lock-detection") == "on";

    /// <summary>
    /// Whether copies to and from guest RAM move the last 1 to 7 bytes one at a time, as the kernel's copy routines
    /// may.
    /// </summary>
    public bool Tears => _settings.Word("tearing") == "on";

    /// <summary>How user space pauses all vCPUs once while they run.</summary>
    public KvmPause Pause =>
        _settings.Word("pause") switch
        {
            "on" => KvmPause.On,
            "between-exits" => KvmPause.BetweenExits,
            _ => KvmPause.Off,
        };

    /// <summary>Whether user space updates memslots once while they run, and inhibits ioctls for that.</summary>
    public bool Updates => _settings.Word("update") == "on";

    /// <summary>Writes that the coalesced ring holds.</summary>
    public int RingCapacity => _settings.Number("ring");
}

/// <summary>What KVM has behind the region's addresses.</summary>
public enum KvmRegion
{
    /// <summary>No memslot; every access exits to user space.</summary>
    Mmio,

    /// <summary>No memslot; reads exit, writes go to the coalesced ring: what QEMU sets up for VGA.</summary>
    MmioCoalesced,

    /// <summary>A writable memslot; accesses are emulated all the same, as the report assumed.</summary>
    Ram,

    /// <summary>
    /// A read-only memslot: reads come from RAM, writes exit, and user space performs them on the same memory.
    /// </summary>
    ReadOnly,
}

/// <summary>How user space pauses its vCPUs.</summary>
public enum KvmPause
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>
    /// Once, as QEMU does: <c>kvm_cpu_exec</c> enters KVM_RUN after each exit, whatever is asked of it, since KVM
    /// completes the instruction only there; a vCPU parks when no instruction is half done. So in QEMU from 2011 to
    /// 2026, and in Firecracker.
    /// </summary>
    On,

    /// <summary>
    /// Once, as a user space might that parks a vCPU between an exit and the next KVM_RUN, an instruction half done: a
    /// hypothesis about user spaces other than QEMU.
    /// </summary>
    BetweenExits,
}

/// <summary>The kernel whose emulator is modelled; what differs is the compare-exchange on guest RAM.</summary>
public enum KvmKernel
{
    /// <summary>5.10: compare-exchange on a kernel mapping of the page (<c>kvm_vcpu_map</c>).</summary>
    V5_10,

    /// <summary>
    /// Between 1c2361f667f3 and its fix 33fbe6befa62: the error check looks at the guest's linear address, so an
    /// exchange at a kernel address of a 64-bit guest becomes a plain write.
    /// </summary>
    V5_19_Regression,

    /// <summary>6.0: compare-exchange on the user-space address (<c>__try_cmpxchg_user</c>).</summary>
    V6_0,

    /// <summary>6.19: as 6.0 in everything that is modelled.</summary>
    V6_19,
}
