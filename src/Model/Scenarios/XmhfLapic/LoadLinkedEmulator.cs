using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// Load-linked and store-conditional in software: the memory remembers who has read, and refuses a write once anybody else has written
/// through it. A comparison that fails must write too (the old value): only then is it known that its two halves belong together.
/// </summary>
internal sealed class LoadLinkedEmulator : Emulator
{
    private readonly Parts _parts;

    public LoadLinkedEmulator(int cpu, MemoryService memory, Parts parts)
        : base(cpu, memory, SegmentChecks.Corrected)
    {
        _parts = parts;
    }

    protected override async Step<Emulation> EmulateLocked(Instruction instruction)
    {
        ulong seen = await Memory.Read(instruction.Operand, linked: true);
        bool writes = instruction.Writes(seen);
        if (!writes && !_parts.Has(Part.WriteOnMismatch))
        {
            return Emulation.Retired(seen);
        }

        bool written = await Memory.WriteConditional(instruction.Operand, writes ? instruction.Value : seen);
        return written ? Emulation.Retired(seen) : new Emulation(EmulationResult.Again, seen);
    }
}
