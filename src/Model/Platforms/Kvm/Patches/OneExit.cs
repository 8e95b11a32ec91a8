using System;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Model.Platforms.Kvm.Patches;

/// <summary>
/// F4: without a memslot, one exit carries operation and operand; user space takes its big lock, drains the ring,
/// reads, computes, writes.
/// </summary>
/// <remarks>Cures the races of a device at the price of a new exit; it does nothing for a read-only memslot.</remarks>
internal sealed class OneExit(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    /// <inheritdoc/>
    protected override async Step<CpuState> Emulate(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        if (HasSlot)
        {
            return await base.Emulate(vcpu, instruction, cpu, access);
        }

        await LeaveKernel(vcpu);
        await Device.Lock(vcpu, instruction);
        var seen = await Device.ReadLocked(instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await Device.WriteLocked(instruction, access, effect.Stored);
        await Device.Unlock(instruction);
        await ReturnToKernel(vcpu);
        return effect.After;
    }
}
