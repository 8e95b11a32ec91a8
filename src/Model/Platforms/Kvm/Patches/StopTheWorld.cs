using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Model.Platforms.Kvm.Patches;

/// <summary>
/// F6: all other vCPUs are stopped, and waited for if they are inside an emulated access; both exits of a locked
/// instruction happen meanwhile.
/// </summary>
/// <remarks>
/// Cures every race of a device, plain stores included. Waiting cannot be interrupted, so an update of memslots
/// meanwhile deadlocks as with F3 (update=on), and so would a pause between two exits (pause=between-exits).
/// </remarks>
internal sealed class StopTheWorld(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    private readonly ExclusiveSection _world = new();

    /// <inheritdoc/>
    protected override async Step<CpuState> Emulate(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        await vcpu.Drained(_world.Stop(vcpu.Number)).From(Vcpu.SourceOf(instruction, "patch F6: kick all other vCPUs"));
        var after = await base.Emulate(vcpu, instruction, cpu, access);
        await _world.Resume().From(Vcpu.SourceOf(instruction, "patch F6: let them go on"));
        return after;
    }

    /// <inheritdoc/>
    protected override Step<T> InGuestMode<T>(Vcpu vcpu, Operation<T> access) =>
        base.InGuestMode(vcpu, _world.Gate(vcpu.Number, access));

    /// <inheritdoc/>
    protected override async Step EnterEmulation(Vcpu vcpu, GuestInstruction instruction) =>
        await vcpu.Drained(_world.Enter(vcpu.Number)).From(Vcpu.SourceOf(instruction, "x86_emulate_instruction"));

    /// <inheritdoc/>
    protected override async Step LeaveEmulation(Vcpu vcpu, GuestInstruction instruction) =>
        await _world.Leave(vcpu.Number).From(Vcpu.SourceOf(instruction, "x86_emulate_instruction"));
}
