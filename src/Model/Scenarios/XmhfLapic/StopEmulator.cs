using Model.Platforms;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>All other CPUs are stopped from the read to the write, those that execute natively included: XMHF's quiesce.</summary>
internal sealed class StopEmulator : SplitEmulator
{
    private readonly World _world;
    private readonly Parts _parts;

    public StopEmulator(int cpu, MemoryService memory, World world, Parts parts)
        : base(cpu, memory, SegmentChecks.Corrected)
    {
        _world = world;
        _parts = parts;
    }

    protected override async Step<Emulation> EmulateLocked(Instruction instruction)
    {
        if (!_parts.Has(Part.Stop))
        {
            return await base.EmulateLocked(instruction);
        }

        await _world.Stop(Cpu);
        var result = await base.EmulateLocked(instruction);
        await _world.Resume(Cpu);
        return result;
    }
}
