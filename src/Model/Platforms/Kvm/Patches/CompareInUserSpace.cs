using System;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Model.Platforms.Kvm.Patches;

/// <summary>
/// F5: without a memslot, the write exit carries the value read; user space compares under its big lock, and on a
/// mismatch the guest executes the instruction again.
/// </summary>
/// <remarks>
/// Cures the races of a device; others that keep succeeding can make one CPU repeat for ever. It does nothing for a
/// read-only memslot.
/// </remarks>
internal sealed class CompareInUserSpace(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    /// <inheritdoc/>
    protected override async Step<bool> WriteBack(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 seen,
        UInt128 next
    )
    {
        if (HasSlot)
        {
            return await base.WriteBack(vcpu, instruction, access, seen, next);
        }

        await LeaveKernel(vcpu);
        await Device.Lock(vcpu, instruction);
        bool isSame = await Device.ReadLocked(instruction, access) == seen;
        if (isSame)
        {
            await Device.WriteLocked(instruction, access, next);
        }

        await Device.Unlock(instruction);
        await ReturnToKernel(vcpu);
        return isSame;
    }

    /// <inheritdoc/>
    protected override CpuState Retire(CpuState before, InstructionEffect effect, bool isWritten) =>
        HasSlot || isWritten ? base.Retire(before, effect, isWritten) : before;
}
