using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>One lock for all emulated locked instructions, held from the read to the write.</summary>
internal sealed class GlobalLockEmulator : SplitEmulator
{
    private readonly SharedMutex _lock;
    private readonly Parts _parts;

    public GlobalLockEmulator(int cpu, MemoryService memory, SharedMutex mutex, Parts parts)
        : base(cpu, memory, SegmentChecks.Corrected)
    {
        _lock = mutex;
        _parts = parts;
    }

    protected override async Step<Emulation> EmulateLocked(Instruction instruction)
    {
        if (!_parts.Has(Part.GlobalLock))
        {
            return await base.EmulateLocked(instruction);
        }

        await _lock.Lock();
        var result = await base.EmulateLocked(instruction);
        await _lock.Unlock();
        return result;
    }
}
