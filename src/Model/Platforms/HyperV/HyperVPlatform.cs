using Model.Guests;
using Model.Steps;

namespace Model.Platforms.HyperV;

/// <summary>A hypothesis that fits what was seen on Hyper-V: video memory is ordinary memory to the guest, and the processor executes the instruction.</summary>
internal sealed class HyperVPlatform : Platform
{
    public HyperVPlatform(PlatformSetup setup)
        : base(setup)
    {
    }

    internal override Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses) =>
        ExecuteNatively(vcpu, instruction, cpu, accesses);

    internal override Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        LoadNatively(vcpu, instruction, access);

    internal override Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        StoreNatively(vcpu, instruction, access, value);
}
