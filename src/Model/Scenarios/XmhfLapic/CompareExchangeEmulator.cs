using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// KVM's design: read, compute, compare-exchange with what was read, and execute the whole instruction again when that fails. Where there
/// is no compare-exchange (a device page, two pages) KVM writes instead, <c>emul_write</c> of <c>emulator_cmpxchg_emulated</c>.
/// </summary>
internal sealed class CompareExchangeEmulator : Emulator
{
    private readonly Parts _parts;

    public CompareExchangeEmulator(int cpu, MemoryService memory, Parts parts)
        : base(cpu, memory, SegmentChecks.Corrected)
    {
        _parts = parts;
    }

    protected override async Step<Emulation> EmulateLocked(Instruction instruction)
    {
        ulong seen = await Memory.Read(instruction.Operand);

        // A comparison that fails writes back what was read, as the processor's own bus cycle does.
        ulong written = instruction.Writes(seen) ? instruction.Value : seen;
        if (instruction.Operand.IsLapic || instruction.Operand.Pieces.Count > 1 || !_parts.Has(Part.CompareExchange))
        {
            await Memory.Write(instruction.Operand, written);
            return Emulation.Retired(seen);
        }

        bool exchanged = await Memory.CompareExchange(instruction.Operand, seen, written);
        return exchanged || !_parts.Has(Part.Retry) ? Emulation.Retired(seen) : new Emulation(EmulationResult.Again, seen);
    }
}
