using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Steps;

namespace Model.Platforms.Xen;

/// <summary>
/// Xen's instruction emulator for HVM guests (xen/arch/x86/x86_emulate and hvm/emulate.c). On RAM, from 4.11 on, it
/// maps the operand and executes the real locked instruction (<c>hvmemul_rmw</c>) or a real compare-exchange
/// (<c>hvmemul_cmpxchg</c>); before, every emulated exchange was a plain write. On MMIO it reads, computes and writes.
/// </summary>
/// <remarks>
/// Nothing is committed, flags included, before the instruction completes. A CMPXCHG whose compare fails writes
/// nothing.
/// </remarks>
public class XenPlatform : EmulatingPlatform
{
    private readonly bool _isMmio;
    private readonly bool _mapsOperands;

    /// <summary>Sets Xen up.</summary>
    /// <param name="setup">What every platform is told.</param>
    /// <param name="isMmio">Whether a device is behind them.</param>
    /// <param name="mapsOperands">Whether RAM operands are mapped: 4.11 and later.</param>
    public XenPlatform(PlatformSetup setup, bool isMmio, bool mapsOperands)
        : base(setup)
    {
        _isMmio = isMmio;
        _mapsOperands = mapsOperands;
    }

    /// <summary>
    /// Whether the operand is RAM that the emulator maps, so that the processor can execute the locked instruction on
    /// it.
    /// </summary>
    protected bool MapsOperand => !_isMmio && _mapsOperands;

    /// <inheritdoc/>
    [Overridable("x86_emulate", "an instruction that touches the region, as a whole")]
    protected override Step<CpuState> ExecuteServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        Accesses accesses
    ) =>
        Compares(instruction) && accesses.Load is { } access
            ? CompareExchange(vcpu, instruction, cpu, access)
            : base.ExecuteServed(vcpu, instruction, cpu, accesses);

    /// <inheritdoc/>
    [Overridable("linear_read", "reads an operand: from RAM, or by an ioreq to the device model")]
    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        await vcpu.Drained(
            Memory
                .Load(access)
                .From(Vcpu.SourceOf(instruction, _isMmio ? "linear_read, ioreq to the device model" : "linear_read"))
        );

    /// <inheritdoc/>
    [Overridable("linear_write", "writes an operand: to RAM, or by an ioreq to the device model")]
    protected override async Step StoreServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 value
    ) =>
        await vcpu.Drained(
            Memory
                .Store(access, value)
                .From(Vcpu.SourceOf(instruction, _isMmio ? "linear_write, ioreq to the device model" : "linear_write"))
        );

    /// <inheritdoc/>
    [Overridable(
        "hvmemul_rmw",
        "a locked read-modify-write but CMPXCHG: on a mapping of the operand, else a read, then a write"
    )]
    protected override async Step<CpuState> ExecuteLocked(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        if (!MapsOperand)
        {
            return await ReadThenWrite(vcpu, instruction, cpu, access);
        }

        var seen = await vcpu.Drained(
            Memory.Modify(access, instruction, cpu).From(Vcpu.SourceOf(instruction, "hvmemul_rmw, x86_emul_rmw"))
        );
        return GuestFaults.Execute(instruction, cpu, seen).After;
    }

    /// <summary>
    /// Executes a CMPXCHG. The first compare is on the value read; only when it matches is the write-back hook called,
    /// whether there is a LOCK prefix or not.
    /// </summary>
    /// <inheritdoc cref="EmulatingPlatform.ExecuteLocked"/>
    [Overridable("x86_emulate, cmpxchg", "a CMPXCHG: reads, compares, and calls the write-back hook when that matches")]
    protected virtual async Step<CpuState> CompareExchange(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        var seen = await LoadServed(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        return effect.After.Has(CpuFlags.Zero) ? await WriteBack(vcpu, instruction, cpu, access, seen) : effect.After;
    }

    /// <summary>Writes the result of a CMPXCHG back whose first compare has matched.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    /// <param name="access">Its operand.</param>
    /// <param name="seen">What was read from it.</param>
    /// <returns>The state after the instruction.</returns>
    [Overridable(
        "hvmemul_cmpxchg",
        "writes the result of a CMPXCHG back: by a real compare-exchange on a mapping, else by a write"
    )]
    protected virtual async Step<CpuState> WriteBack(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access,
        UInt128 seen
    )
    {
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        if (!MapsOperand)
        {
            await StoreServed(vcpu, instruction, access, effect.Stored);
            return effect.After;
        }

        if (!instruction.Locked)
        {
            return await CompareExchangeUnlocked(vcpu, instruction, cpu, access);
        }

        var found = await vcpu.Drained(
            Memory.CompareExchange(access, seen, effect.Stored).From(Vcpu.SourceOf(instruction, "hvmemul_cmpxchg"))
        );
        return found == seen ? effect.After : GuestFaults.Execute(instruction, cpu, found).After;
    }

    private static bool Compares(GuestInstruction instruction) =>
        instruction.Mnemonic is Mnemonic.Cmpxchg or Mnemonic.Cmpxchg8b or Mnemonic.Cmpxchg16b;

    // On the mapping, but without LOCK: the processor's own load and store.
    private async Step<CpuState> CompareExchangeUnlocked(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        var found = await vcpu.Drained(Memory.Load(access).From(Vcpu.SourceOf(instruction, "hvmemul_cmpxchg")));
        var effect = GuestFaults.Execute(instruction, cpu, found);
        await vcpu.Drained(Memory.Store(access, effect.Stored).From(Vcpu.SourceOf(instruction, "hvmemul_cmpxchg")));
        return effect.After;
    }
}
