using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>
/// The real locked instruction on a mapping of the operand. In an identity map two pages form one range only when the frames follow each
/// other in the order of access; otherwise there is nothing to execute it on, and read and write are left.
/// </summary>
internal sealed class MappingEmulator : SplitEmulator
{
    private readonly bool _mapsAnyFrames;
    private readonly Parts _parts;

    public MappingEmulator(int cpu, MemoryService memory, bool mapsAnyFrames, Parts parts)
        : base(cpu, memory, SegmentChecks.Corrected)
    {
        _mapsAnyFrames = mapsAnyFrames;
        _parts = parts;
    }

    protected override async Step<Emulation> EmulateLocked(Instruction instruction)
    {
        bool canMap = _mapsAnyFrames || instruction.Operand.IsContiguous;
        return canMap && _parts.Has(Part.LockedInstruction)
            ? Emulation.Retired(await Memory.Execute(instruction))
            : await base.EmulateLocked(instruction);
    }
}
