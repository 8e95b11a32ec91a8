using Model.Guests;
using Model.Steps;

namespace Model.Platforms.Xen;

/// <summary>
/// Xen's instruction emulator for HVM guests (xen/arch/x86/x86_emulate and hvm/emulate.c). On RAM, from 4.11 on, it maps the operand and
/// executes the real locked instruction (<c>hvmemul_rmw</c>) or a real compare-exchange (<c>hvmemul_cmpxchg</c>); before, every emulated exchange was a
/// plain write. On MMIO it reads, computes and writes.
/// </summary>
/// <remarks>Nothing is committed, flags included, before the instruction completes. A CMPXCHG whose compare fails writes nothing.</remarks>
internal sealed class XenPlatform : EmulatingPlatform
{
    private readonly bool _isMmio;
    private readonly bool _mapsOperands;

    /// <param name="setup">What every platform is told.</param>
    /// <param name="isMmio">Whether a device is behind them.</param>
    /// <param name="mapsOperands">Whether RAM operands are mapped: 4.11 and later.</param>
    public XenPlatform(PlatformSetup setup, bool isMmio, bool mapsOperands)
        : base(setup)
    {
        _isMmio = isMmio;
        _mapsOperands = mapsOperands;
    }

    protected override Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses) =>
        Compares(instruction) && accesses.Load is { } access
            ? CompareExchange(vcpu, instruction, cpu, access)
            : base.ExecuteServed(vcpu, instruction, cpu, accesses);

    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        await vcpu.Drained(new GuestLoad(Memory, access) { Source = Vcpu.SourceOf(instruction, _isMmio ? "linear_read, ioreq to the device model" : "linear_read") });

    protected override async Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        await vcpu.Drained(new GuestStore(Memory, access, value) { Source = Vcpu.SourceOf(instruction, _isMmio ? "linear_write, ioreq to the device model" : "linear_write") });

    protected override async Step<CpuState> ExecuteLocked(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        if (_isMmio || !_mapsOperands)
        {
            return await ReadThenWrite(vcpu, instruction, cpu, access);
        }

        UInt128 seen = await vcpu.Drained(new GuestModify(Memory, access, instruction, cpu) { Source = Vcpu.SourceOf(instruction, "hvmemul_rmw, x86_emul_rmw") });
        return GuestFaults.Execute(instruction, cpu, seen).After;
    }

    private static bool Compares(GuestInstruction instruction) =>
        instruction.Mnemonic is Mnemonic.Cmpxchg or Mnemonic.Cmpxchg8b or Mnemonic.Cmpxchg16b;

    // The first compare is on the value read; only when it matches is the write-back hook called, whether there is a LOCK prefix or not.
    private async Step<CpuState> CompareExchange(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        UInt128 seen = await LoadServed(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        if (!effect.After.Has(CpuFlags.Zero))
        {
            return effect.After;
        }

        if (_isMmio || !_mapsOperands)
        {
            await StoreServed(vcpu, instruction, access, effect.Stored);
            return effect.After;
        }

        if (!instruction.Locked)
        {
            return await CompareExchangeUnlocked(vcpu, instruction, cpu, access);
        }

        UInt128 found = await vcpu.Drained(new GuestCompareExchange(Memory, access, seen, effect.Stored) { Source = Vcpu.SourceOf(instruction, "hvmemul_cmpxchg") });
        return found == seen ? effect.After : GuestFaults.Execute(instruction, cpu, found).After;
    }

    // On the mapping, but without LOCK: the processor's own load and store.
    private async Step<CpuState> CompareExchangeUnlocked(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        UInt128 found = await vcpu.Drained(new GuestLoad(Memory, access) { Source = Vcpu.SourceOf(instruction, "hvmemul_cmpxchg") });
        var effect = GuestFaults.Execute(instruction, cpu, found);
        await vcpu.Drained(new GuestStore(Memory, access, effect.Stored) { Source = Vcpu.SourceOf(instruction, "hvmemul_cmpxchg") });
        return effect.After;
    }
}
