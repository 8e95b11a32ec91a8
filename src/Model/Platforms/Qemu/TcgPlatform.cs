using Model.Guests;
using Model.Steps;

namespace Model.Platforms.Qemu;

/// <summary>
/// QEMU without hardware virtualisation: RAM accesses are the host's; an atomic instruction on a device page leaves the translated code
/// (<c>atomic_mmu_lookup</c>, <c>cpu_loop_exit_atomic</c>) and runs with all other CPUs stopped.
/// </summary>
internal sealed class TcgPlatform : EmulatingPlatform
{
    private const int LargestAccess = 8;
    private readonly World _world = new();
    private readonly QemuDevice _device;

    public TcgPlatform(PlatformSetup setup)
        : base(setup)
    {
        _device = new QemuDevice(setup.Memory, LargestAccess);
    }

    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        await vcpu.Drained(_world.Enter(vcpu.Number)).From(Vcpu.SourceOf(instruction, "cpu_exec_start"));
        UInt128 value = await _device.Read(vcpu, instruction, access);
        await _world.Leave(vcpu.Number).From(Vcpu.SourceOf(instruction, "cpu_exec_end"));
        return value;
    }

    protected override async Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        await vcpu.Drained(_world.Enter(vcpu.Number)).From(Vcpu.SourceOf(instruction, "cpu_exec_start"));
        await _device.Write(vcpu, instruction, access, value);
        await _world.Leave(vcpu.Number).From(Vcpu.SourceOf(instruction, "cpu_exec_end"));
    }

    protected override async Step<CpuState> ExecuteLocked(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        await vcpu.Drained(_world.Stop(vcpu.Number)).From(Vcpu.SourceOf(instruction, "start_exclusive"));
        UInt128 seen = await _device.Read(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await _device.Write(vcpu, instruction, access, effect.Stored);
        await _world.Resume(vcpu.Number).From(Vcpu.SourceOf(instruction, "end_exclusive"));
        return effect.After;
    }

    protected override async Step<T> InGuestMode<T>(Vcpu vcpu, Operation<T> access) => await _world.Gate(vcpu.Number, access);
}
