namespace Model.Platforms.Kvm;

/// <summary>How a modelled KVM is set up.</summary>
/// <param name="Kernel">The kernel version.</param>
/// <param name="Region">What lies behind the region.</param>
/// <param name="SplitLockDetection">Whether the host CPU has split-lock detection: then a locked access that crosses a cache line is emulated as a write.</param>
/// <param name="Tears">Whether copies to and from guest RAM move the last 1 to 7 bytes one at a time, as the kernel's copy routines may.</param>
/// <param name="Pause">How user space pauses all vCPUs once while they run.</param>
/// <param name="Updates">Whether user space updates memslots once while they run, and inhibits ioctls for that.</param>
/// <param name="RingCapacity">Writes that the coalesced ring holds.</param>
public sealed record KvmOptions(KvmKernel Kernel, KvmRegion Region, bool SplitLockDetection, bool Tears, KvmPause Pause, bool Updates, int RingCapacity);
