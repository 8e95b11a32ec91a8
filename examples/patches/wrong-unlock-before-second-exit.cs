using System;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Objects;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Patches;

/// <summary>
/// Wrong: a lock for the whole VM, as in F3, that is released before the write-back, so that no lock is held across the
/// write exit.
/// </summary>
/// <remarks>
/// The checker: on every kind of device the same <c>assertion</c>, <c>invariant</c> and <c>stuck</c> as without a
/// patch, since another CPU reads between the unlock and the write; and with update=on a <c>deadlock</c> that was not
/// there, since the lock is still held across the read exit.
/// </remarks>
internal sealed class UnlockBeforeSecondExit(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
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
        await vcpu.Drained(_lock.Lock()).From(Vcpu.SourceOf(instruction, "lock before the read"));
        var seen = await Read(vcpu, instruction, access);
        bool held = await _lock.TryUnlock().From(Vcpu.SourceOf(instruction, "unlock after the read"));
        Claim.That(held, "the lock is released by its holder");
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        return Retire(cpu, effect, await WriteBack(vcpu, instruction, access, seen, effect.Stored));
    }
}
