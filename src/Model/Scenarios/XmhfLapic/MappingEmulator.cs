using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// The real locked instruction on a mapping of the operand. In an identity map two pages form one range only when the
/// frames follow each other in the order of access; otherwise there is nothing to execute it on, and read and write are
/// left.
/// </summary>
public class MappingEmulator : SplitEmulator
{
    private readonly bool _mapsAnyFrames;
    private readonly bool _maps;

    /// <summary>Makes the emulators of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    public MappingEmulator(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _mapsAnyFrames = setup.Settings.Word("frames") == "any";
        _maps = setup.Has(Part.LockedInstruction);
    }

    /// <inheritdoc/>
    protected override async Step<Emulation> EmulateLocked(int cpu, Instruction instruction)
    {
        bool canMap = _mapsAnyFrames || instruction.Operand.IsContiguous;
        return canMap && _maps
            ? Emulation.Retired(await ExecuteOnMapping(cpu, instruction))
            : await base.EmulateLocked(cpu, instruction);
    }
}
