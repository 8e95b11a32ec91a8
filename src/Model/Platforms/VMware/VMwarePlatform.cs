using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Steps;

namespace Model.Platforms.VMware;

/// <summary>
/// A hypothesis that fits what was seen on VMware Player 16: a locked instruction on VGA memory is a read, then a
/// write.
/// </summary>
/// <param name="setup">What every platform is told.</param>
public class VMwarePlatform(PlatformSetup setup) : EmulatingPlatform(setup)
{
    /// <inheritdoc/>
    [Overridable("device read (assumed)", "reads from the device")]
    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        await vcpu.Drained(Memory.Load(access).From(Vcpu.SourceOf(instruction, "device read (assumed)")));

    /// <inheritdoc/>
    [Overridable("device write (assumed)", "writes to the device")]
    protected override async Step StoreServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 value
    ) => await vcpu.Drained(Memory.Store(access, value).From(Vcpu.SourceOf(instruction, "device write (assumed)")));

    /// <inheritdoc/>
    [Overridable(
        "the emulator (assumed)",
        "a locked instruction: device read, then device write, nothing held in between"
    )]
    protected override Step<CpuState> ExecuteLocked(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    ) => ReadThenWrite(vcpu, instruction, cpu, access);
}
