using Model.Guests;
using Model.Steps;

namespace Model.Platforms.VMware;

/// <summary>A hypothesis that fits what was seen on VMware Player 16: a locked instruction on VGA memory is a read, then a write.</summary>
internal sealed class VMwarePlatform : EmulatingPlatform
{
    public VMwarePlatform(PlatformSetup setup)
        : base(setup)
    {
    }

    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        await vcpu.Drained(new GuestLoad(Memory, access) { Source = Vcpu.SourceOf(instruction, "device read (assumed)") });

    protected override async Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        await vcpu.Drained(new GuestStore(Memory, access, value) { Source = Vcpu.SourceOf(instruction, "device write (assumed)") });

    protected override Step<CpuState> ExecuteLocked(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access) =>
        ReadThenWrite(vcpu, instruction, cpu, access);
}
