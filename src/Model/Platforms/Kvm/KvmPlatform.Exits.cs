using Model.Guests.X86.Decoding;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Qemu;
using Model.Steps;

namespace Model.Platforms.Kvm;

/// <content>Exits to user space, and the ways in and out of the kernel and its emulator.</content>
public partial class KvmPlatform
{
    /// <summary>
    /// Makes a read exit: user space reads the device, and the vCPU thread goes back into the kernel.
    /// </summary>
    /// <inheritdoc cref="Read"/>
    [Overridable(
        "KVM_EXIT_MMIO, is_write = 0: kvm_cpu_exec, address_space_rw",
        "a read exit: user space reads the device under its big lock"
    )]
    protected virtual async Step<UInt128> ReadExit(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        await LeaveKernel(vcpu);
        var answer = await Device.Read(vcpu, instruction, access);
        await ReturnToKernel(vcpu);
        return answer;
    }

    /// <summary>
    /// Makes a write exit: user space writes to the device, and the vCPU thread goes back into the kernel.
    /// </summary>
    /// <inheritdoc cref="Write"/>
    [Overridable(
        "KVM_EXIT_MMIO, is_write = 1: kvm_cpu_exec, address_space_rw",
        "a write exit: user space writes to the device under its big lock"
    )]
    protected virtual async Step WriteExit(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        await LeaveKernel(vcpu);
        await Device.Write(vcpu, instruction, access, value);
        await ReturnToKernel(vcpu);
    }

    /// <summary>Appends a write to the coalesced ring, without an exit.</summary>
    /// <inheritdoc cref="Write"/>
    /// <returns>False when there is no ring or it is full, and the write needs an exit.</returns>
    [Overridable(
        "coalesced_mmio_write",
        "appends a write to the ring without an exit; false when there is none or it is full"
    )]
    protected virtual async Step<bool> WriteCoalesced(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 value
    ) =>
        _ring is not null
        && await vcpu.Drained(_ring.Append(new CoalescedWrite(access, value)))
            .From(Vcpu.SourceOf(instruction, "emulator_write_emulated, coalesced_mmio_write"));

    /// <summary>Comes before the emulation of an instruction that is not locked; nothing happens there.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    [Overridable("x86_emulate_instruction, entry", "before an instruction that is not locked is emulated: nothing")]
    protected virtual Step EnterEmulation(Vcpu vcpu, GuestInstruction instruction) => Step.Done;

    /// <summary>Comes after the emulation of an instruction that is not locked; nothing happens there.</summary>
    /// <inheritdoc cref="EnterEmulation"/>
    [Overridable("x86_emulate_instruction, end", "after an instruction that is not locked was emulated: nothing")]
    protected virtual Step LeaveEmulation(Vcpu vcpu, GuestInstruction instruction) => Step.Done;

    /// <summary>
    /// Comes with an exit: the vCPU thread is no longer inside KVM_RUN, so that an update of memslots does not wait for
    /// it.
    /// </summary>
    /// <param name="vcpu">The CPU.</param>
    [Overridable("accel_cpu_ioctl_end", "with an exit: the vCPU thread is no longer inside KVM_RUN")]
    protected virtual async Step LeaveKernel(Vcpu vcpu)
    {
        ArgumentNullException.ThrowIfNull(vcpu);
        if (_control is not null && Options.Updates)
        {
            await _control.Leave(vcpu.Number);
        }
    }

    /// <summary>
    /// Comes between an exit and the next KVM_RUN, in which KVM completes the instruction: a request to pause does not
    /// keep the thread from it, unless that is set; an update of memslots does.
    /// </summary>
    /// <param name="vcpu">The CPU.</param>
    [Overridable(
        "kvm_cpu_exec, KVM_RUN",
        "after an exit, the vCPU thread goes back into the kernel; an update of memslots keeps it out meanwhile"
    )]
    protected virtual async Step ReturnToKernel(Vcpu vcpu)
    {
        ArgumentNullException.ThrowIfNull(vcpu);
        if (_control is null)
        {
            return;
        }

        if (Options.Pause == KvmPause.BetweenExits)
        {
            await _control.ObeyKick(vcpu.Number);
        }

        if (Options.Updates)
        {
            await _control.Return(vcpu.Number);
        }
    }

    /// <summary>
    /// Comes before the guest is entered again, with no instruction half done: a vCPU that was kicked leaves the kernel
    /// there.
    /// </summary>
    /// <param name="vcpu">The CPU.</param>
    [Overridable(
        "vcpu_run",
        "before the guest is entered again, with no instruction half done: a vCPU that was kicked leaves the kernel"
    )]
    protected virtual async Step BeforeReentry(Vcpu vcpu)
    {
        ArgumentNullException.ThrowIfNull(vcpu);
        if (_control is not null)
        {
            await _control.ObeyKick(vcpu.Number);
        }
    }
}
