using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Steps;

namespace Model.Platforms.Kvm;

/// <summary>
/// What the report of bug 216867 guessed: the emulator reads, computes, and compare-exchanges on RAM; a failure
/// (<c>X86EMUL_CMPXCHG_FAILED</c>) is ignored and the instruction retires with what it has read.
/// </summary>
/// <param name="setup">What every platform is told.</param>
public class AsReportedPlatform(PlatformSetup setup) : EmulatingPlatform(setup)
{
    /// <inheritdoc/>
    [Overridable("emulator_read_emulated", "reads the operand from RAM")]
    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        await vcpu.Drained(Memory.Load(access).From(Vcpu.SourceOf(instruction, "emulator_read_emulated")));

    /// <inheritdoc/>
    [Overridable("emulator_write_emulated", "writes the operand to RAM, for an instruction that is not locked")]
    protected override async Step StoreServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 value
    ) => await vcpu.Drained(Memory.Store(access, value).From(Vcpu.SourceOf(instruction, "emulator_write_emulated")));

    /// <inheritdoc/>
    [Overridable(
        "x86_emulate_insn",
        "a locked instruction in the emulator: reads, computes, writes back and retires, whether that succeeded or not"
    )]
    protected override async Step<CpuState> ExecuteLocked(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        var seen = await LoadServed(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        bool isWritten = await WriteBack(vcpu, instruction, access, seen, effect.Stored);
        return Retire(cpu, effect, isWritten);
    }

    /// <summary>Writes the result of a locked instruction back by compare-exchange.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="access">Its operand.</param>
    /// <param name="seen">What was read from it.</param>
    /// <param name="next">What to write.</param>
    /// <returns>Whether that succeeded.</returns>
    [Overridable("emulator_cmpxchg_emulated", "writes the result of a locked instruction back by compare-exchange")]
    protected virtual async Step<bool> WriteBack(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 seen,
        UInt128 next
    ) =>
        await vcpu.Drained(
            Memory
                .CompareExchange(access, seen, next)
                .From(Vcpu.SourceOf(instruction, "emulator_cmpxchg_emulated, failure ignored"))
        ) == seen;

    /// <summary>What is committed once the write-back has ended: everything, a failure is ignored.</summary>
    /// <param name="before">The CPU's state before the instruction.</param>
    /// <param name="effect">What the attempt would do.</param>
    /// <param name="isWritten">Whether the write-back succeeded.</param>
    [Overridable("writeback_registers", "what is committed: everything, even after a failed compare-exchange")]
    protected virtual CpuState Retire(CpuState before, InstructionEffect effect, bool isWritten) => effect.After;
}
