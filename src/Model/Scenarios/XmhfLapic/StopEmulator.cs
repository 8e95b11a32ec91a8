using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// All other CPUs are stopped from the read to the write, those that execute natively included: XMHF's quiesce.
/// </summary>
public class StopEmulator : SplitEmulator
{
    private readonly bool _stops;

    /// <summary>Makes the emulators of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    public StopEmulator(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _stops = setup.Has(Part.Stop);
    }

    /// <inheritdoc/>
    protected override async Step<Emulation> EmulateLocked(int cpu, Instruction instruction)
    {
        if (!_stops)
        {
            return await base.EmulateLocked(cpu, instruction);
        }

        await World.Stop(cpu);
        var result = await base.EmulateLocked(cpu, instruction);
        await World.Resume();
        return result;
    }
}
