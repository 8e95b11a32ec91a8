using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// Load-linked and store-conditional in software: the memory remembers who has read, and refuses a write once anybody
/// else has written through it. A comparison that fails must write too (the old value): only then is it known that its
/// two halves belong together.
/// </summary>
public class LoadLinkedEmulator : Emulator
{
    private readonly bool _writesOnMismatch;

    /// <summary>Makes the emulators of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    public LoadLinkedEmulator(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _writesOnMismatch = setup.Has(Part.WriteOnMismatch);
    }

    /// <inheritdoc/>
    protected override async Step<Emulation> EmulateLocked(int cpu, Instruction instruction)
    {
        ulong seen = await Read(cpu, instruction.Operand, linked: true);
        bool writes = instruction.Writes(seen);
        if (!writes && !_writesOnMismatch)
        {
            return Emulation.Retired(seen);
        }

        bool written = await WriteConditional(cpu, instruction.Operand, writes ? instruction.Value : seen);
        return written ? Emulation.Retired(seen) : new Emulation(EmulationResult.Again, seen);
    }
}
