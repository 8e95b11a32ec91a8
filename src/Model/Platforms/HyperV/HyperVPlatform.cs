using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Hardware;
using Model.Steps;

namespace Model.Platforms.HyperV;

/// <summary>
/// Hyper-V. By default a hypothesis that fits what was reported: the region is ordinary memory to the guest. Before a
/// hotfix the hypervisor of Windows Server 2008 and 2008 R2 did not emulate XCHG atomically (Microsoft's article
/// KB2316412).
/// </summary>
/// <remarks>The article names XCHG only, and not the memory on which it is emulated; here that is the region.</remarks>
public class HyperVPlatform : HardwarePlatform
{
    /// <summary>Sets Hyper-V up.</summary>
    /// <param name="setup">What every platform is told.</param>
    /// <param name="splitsExchange">Whether XCHG on the region is emulated as a read and a write: the versions of 2008
    /// without the hotfix.</param>
    public HyperVPlatform(PlatformSetup setup, bool splitsExchange)
        : base(setup) => SplitsExchange = splitsExchange;

    /// <summary>Whether XCHG on the region is emulated as a read and a write.</summary>
    protected bool SplitsExchange { get; }

    /// <inheritdoc/>
    [Overridable(
        "the hypervisor",
        "executes an instruction that touches the region: as the processor does, but for the XCHG of version=2008"
    )]
    protected override Step<CpuState> ExecuteServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        Accesses accesses
    ) =>
        SplitsExchange && instruction.Mnemonic == Mnemonic.Xchg
            ? EmulateExchange(vcpu, instruction, cpu, accesses.Load!.Value)
            : base.ExecuteServed(vcpu, instruction, cpu, accesses);

    /// <summary>Emulates XCHG: a read, then a write, nothing held in between.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    /// <param name="access">Its operand, in the region.</param>
    /// <returns>The state after it.</returns>
    [Overridable("the emulator (assumed)", "version=2008: XCHG is a read, then a write, nothing held in between")]
    protected virtual async Step<CpuState> EmulateExchange(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        var seen = await vcpu.Drained(Memory.Load(access).From(Vcpu.SourceOf(instruction, "emulator read (assumed)")));
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await vcpu.Drained(
            Memory.Store(access, effect.Stored).From(Vcpu.SourceOf(instruction, "emulator write (assumed)"))
        );
        return effect.After;
    }
}
