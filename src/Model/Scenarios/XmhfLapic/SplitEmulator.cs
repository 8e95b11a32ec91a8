using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>Read, then write, with nothing between them: what the emulator of 1be476896 did with BTS, BTR and BTC, LOCK prefix or not.</summary>
internal class SplitEmulator : Emulator
{
    public SplitEmulator(int cpu, MemoryService memory, SegmentChecks checks)
        : base(cpu, memory, checks)
    {
    }

    protected override async Step<Emulation> EmulateLocked(Instruction instruction)
    {
        ulong seen = await Memory.Read(instruction.Operand);
        if (instruction.Writes(seen))
        {
            await Memory.Write(instruction.Operand, instruction.Value);
        }

        return Emulation.Retired(seen);
    }
}
