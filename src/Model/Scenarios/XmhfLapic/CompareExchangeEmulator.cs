using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// KVM's design: read, compute, compare-exchange with what was read, and execute the whole instruction again when that
/// fails. Where there is no compare-exchange (a device page, two pages) KVM writes instead, <c>emul_write</c> of
/// <c>emulator_cmpxchg_emulated</c>.
/// </summary>
public class CompareExchangeEmulator : Emulator
{
    private readonly bool _compares;
    private readonly bool _retries;

    /// <summary>Makes the emulators of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    public CompareExchangeEmulator(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _compares = setup.Has(Part.CompareExchange);
        _retries = setup.Has(Part.Retry);
    }

    /// <inheritdoc/>
    protected override async Step<Emulation> EmulateLocked(int cpu, Instruction instruction)
    {
        ulong seen = await Read(cpu, instruction.Operand);

        // A comparison that fails writes back what was read, as the processor's own bus cycle does.
        ulong written = instruction.Writes(seen) ? instruction.Value : seen;
        if (instruction.Operand.IsLapic || instruction.Operand.Pieces.Count > 1 || !_compares)
        {
            await Write(cpu, instruction.Operand, written);
            return Emulation.Retired(seen);
        }

        bool exchanged = await CompareExchange(cpu, instruction.Operand, seen, written);
        return exchanged || !_retries ? Emulation.Retired(seen) : new Emulation(EmulationResult.Again, seen);
    }
}
