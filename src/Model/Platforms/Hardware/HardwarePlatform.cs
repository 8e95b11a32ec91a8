using Model.Guests;
using Model.Steps;

namespace Model.Platforms.Hardware;

/// <summary>A real processor: a locked instruction is one step wherever its operand lies (Intel SDM volume 3, section 9.1.2).</summary>
internal sealed class HardwarePlatform : Platform
{
    public HardwarePlatform(PlatformSetup setup)
        : base(setup)
    {
    }

    protected override Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses) =>
        ExecuteNatively(vcpu, instruction, cpu, accesses);

    protected override Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        LoadNatively(vcpu, instruction, access);

    protected override Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        StoreNatively(vcpu, instruction, access, value);
}
