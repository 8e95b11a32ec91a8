using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Objects;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Model.Platforms.Kvm.Patches;

/// <summary>
/// F3: a lock for the whole VM is taken before the read of a locked instruction and released after its write, exits
/// included.
/// </summary>
/// <remarks>
/// Locked instructions exclude each other. A plain store of another CPU still falls between the two exits
/// (producer=store: stuck). Waiting for the lock cannot be interrupted: an update of memslots waits with the big lock
/// until no vCPU is inside KVM_RUN, for one that waits there for the lock, whose holder is in user space and needs the
/// big lock (update=on: deadlock). A pause finds no instruction half done under QEMU (pause=on holds); a user space
/// that paused a vCPU between its two exits would deadlock too (pause=between-exits).
/// </remarks>
internal sealed class LockAcrossExits(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    private readonly SharedMutex _lock = new("kvm rmw lock");

    /// <inheritdoc/>
    protected override async Step<CpuState> Emulate(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        await vcpu.Drained(_lock.Lock()).From(Vcpu.SourceOf(instruction, "patch F3: lock before the read"));
        var after = await base.Emulate(vcpu, instruction, cpu, access);
        bool held = await _lock.TryUnlock().From(Vcpu.SourceOf(instruction, "patch F3: unlock after the write"));
        Claim.That(held, "the lock of patch F3 is released by its holder");
        return after;
    }
}
