using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// Read, then write, with nothing between them: what the emulator of 1be476896 did with BTS, BTR and BTC, LOCK prefix
/// or not.
/// </summary>
public class SplitEmulator : Emulator
{
    /// <summary>Makes the emulators of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    public SplitEmulator(VariantSetup setup)
        : base(setup) { }

    /// <inheritdoc/>
    protected override async Step<Emulation> EmulateLocked(int cpu, Instruction instruction)
    {
        ulong seen = await Read(cpu, instruction.Operand);
        if (instruction.Writes(seen))
        {
            await Write(cpu, instruction.Operand, instruction.Value);
        }

        return Emulation.Retired(seen);
    }
}
