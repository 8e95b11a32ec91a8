using Model.Guests;
using Model.Steps;

namespace Model.Platforms.HyperV;

/// <summary>A hypothesis that fits what was seen on Hyper-V: video memory is ordinary memory to the guest, and the processor executes the instruction.</summary>
internal sealed class HyperVPlatform : Platform
{
    public HyperVPlatform(GuestMemory memory, IReadOnlyList<AddressRange> region)
        : base(memory, region)
    {
    }

    internal override Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses) =>
        ExecuteNatively(vcpu, instruction, cpu, accesses);

    internal override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        await new GuestLoad(Memory, access) { Source = Vcpu.SourceOf(instruction) };

    internal override async Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        await new GuestStore(Memory, access, value) { Source = Vcpu.SourceOf(instruction) };
}
