using Model.Guests;
using Model.Objects;
using Model.Steps;

namespace Model.Platforms.VirtualBox;

/// <summary>A hypothesis that fits what was seen on VirtualBox 6.1: one lock is held around each instruction on the device, read and write together.</summary>
internal sealed class VirtualBoxPlatform : EmulatingPlatform
{
    private readonly SharedMutex _device = new("device lock");

    public VirtualBoxPlatform(PlatformSetup setup)
        : base(setup)
    {
    }

    protected override async Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses)
    {
        await vcpu.Drained(_device.Lock()).From(Vcpu.SourceOf(instruction, "device lock (assumed)"));
        var after = await base.ExecuteServed(vcpu, instruction, cpu, accesses);
        bool held = await _device.TryUnlock().From(Vcpu.SourceOf(instruction, "device lock (assumed)"));
        Claim.That(held, "the device lock is released by its holder");
        return after;
    }

    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        await vcpu.Drained(new GuestLoad(Memory, access) { Source = Vcpu.SourceOf(instruction, "device read (assumed)") });

    protected override async Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        await vcpu.Drained(new GuestStore(Memory, access, value) { Source = Vcpu.SourceOf(instruction, "device write (assumed)") });

    protected override Step<CpuState> ExecuteLocked(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access) =>
        ReadThenWrite(vcpu, instruction, cpu, access);
}
