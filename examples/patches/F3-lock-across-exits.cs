using Model.Guests;
using Model.Objects;
using Model.Platforms;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Patches;

/// <summary>F3: a lock for the whole VM is taken before the read of a locked instruction and released after its write, exits included.</summary>
/// <remarks>
/// Locked instructions exclude each other. A plain store of another CPU still falls between the two exits (producer=store: stuck), and a
/// vCPU that waits for the lock cannot be paused while a paused one holds it (pause=on: deadlock). Waiting for it cannot be interrupted.
/// </remarks>
internal sealed class LockAcrossExits(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    private readonly SharedMutex _lock = new("kvm rmw lock");

    /// <inheritdoc/>
    protected override async Step<CpuState> Emulate(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        await vcpu.Drained(_lock.Lock()).From(Vcpu.SourceOf(instruction, "patch F3: lock before the read"));
        var after = await base.Emulate(vcpu, instruction, cpu, access);
        bool held = await _lock.TryUnlock().From(Vcpu.SourceOf(instruction, "patch F3: unlock after the write"));
        Claim.That(held, "the lock of patch F3 is released by its holder");
        return after;
    }
}
