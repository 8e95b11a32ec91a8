using Model.Guests;
using Model.Patches;
using Model.Steps;

namespace Model.Platforms.Qemu;

/// <summary>
/// QEMU without hardware virtualisation: RAM accesses are the host's; an atomic instruction on a device page leaves the translated code
/// (<c>atomic_mmu_lookup</c>, <c>cpu_loop_exit_atomic</c>) and runs with all other CPUs stopped.
/// </summary>
public class TcgPlatform : EmulatingPlatform
{
    private const int LargestAccess = 8;
    private readonly World _world = new();

    /// <summary>Sets QEMU up.</summary>
    /// <param name="setup">What every platform is told.</param>
    public TcgPlatform(PlatformSetup setup)
        : base(setup)
    {
        Device = new QemuDevice(setup.Memory, LargestAccess);
    }

    /// <summary>What is behind the region.</summary>
    protected QemuDevice Device { get; }

    /// <inheritdoc/>
    [Overridable("io_readx, between cpu_exec_start and cpu_exec_end", "reads from the device for an instruction that is not atomic")]
    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        await vcpu.Drained(_world.Enter(vcpu.Number)).From(Vcpu.SourceOf(instruction, "cpu_exec_start"));
        UInt128 value = await Device.Read(vcpu, instruction, access);
        await _world.Leave(vcpu.Number).From(Vcpu.SourceOf(instruction, "cpu_exec_end"));
        return value;
    }

    /// <inheritdoc/>
    [Overridable("io_writex, between cpu_exec_start and cpu_exec_end", "writes to the device for an instruction that is not atomic")]
    protected override async Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        await vcpu.Drained(_world.Enter(vcpu.Number)).From(Vcpu.SourceOf(instruction, "cpu_exec_start"));
        await Device.Write(vcpu, instruction, access, value);
        await _world.Leave(vcpu.Number).From(Vcpu.SourceOf(instruction, "cpu_exec_end"));
    }

    /// <inheritdoc/>
    [Overridable("cpu_exec_step_atomic", "an atomic instruction on the device, with all other CPUs stopped: start_exclusive, read, write, end_exclusive")]
    protected override async Step<CpuState> ExecuteLocked(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        await vcpu.Drained(_world.Stop(vcpu.Number)).From(Vcpu.SourceOf(instruction, "start_exclusive"));
        UInt128 seen = await Device.Read(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await Device.Write(vcpu, instruction, access, effect.Stored);
        await _world.Resume(vcpu.Number).From(Vcpu.SourceOf(instruction, "end_exclusive"));
        return effect.After;
    }

    /// <inheritdoc/>
    [Overridable("tcg_cpu_exec", "performs an access to RAM, which waits while another CPU is exclusive")]
    protected override async Step<T> InGuestMode<T>(Vcpu vcpu, Operation<T> access) => await _world.Gate(vcpu.Number, access);
}
