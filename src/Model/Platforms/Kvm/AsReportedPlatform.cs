using Model.Guests;
using Model.Steps;

namespace Model.Platforms.Kvm;

/// <summary>
/// What the report of bug 216867 guessed: the emulator reads, computes, and compare-exchanges on RAM; a failure
/// (<c>X86EMUL_CMPXCHG_FAILED</c>) is ignored and the instruction retires with what it has read.
/// </summary>
internal sealed class AsReportedPlatform : EmulatingPlatform
{
    public AsReportedPlatform(PlatformSetup setup)
        : base(setup)
    {
    }

    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        await vcpu.Drained(new GuestLoad(Memory, access) { Source = Vcpu.SourceOf(instruction, "emulator_read_emulated") });

    protected override async Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        await vcpu.Drained(new GuestStore(Memory, access, value) { Source = Vcpu.SourceOf(instruction, "emulator_write_emulated") });

    protected override async Step<CpuState> ExecuteLocked(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        UInt128 seen = await LoadServed(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await vcpu.Drained(new GuestCompareExchange(Memory, access, seen, effect.Stored) { Source = Vcpu.SourceOf(instruction, "emulator_cmpxchg_emulated, failure ignored") });
        return effect.After;
    }
}
