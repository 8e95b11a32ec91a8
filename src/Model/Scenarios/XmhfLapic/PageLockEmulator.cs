using Model.Objects;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>One lock for each physical page, taken in order of access or in order of physical addresses.</summary>
internal sealed class PageLockEmulator : SplitEmulator
{
    private readonly Sequence<SharedMutex> _locks;
    private readonly bool _inPhysicalOrder;
    private readonly Parts _parts;

    public PageLockEmulator(int cpu, MemoryService memory, Sequence<SharedMutex> locks, bool inPhysicalOrder, Parts parts)
        : base(cpu, memory, SegmentChecks.Corrected)
    {
        _locks = locks;
        _inPhysicalOrder = inPhysicalOrder;
        _parts = parts;
    }

    protected override async Step<Emulation> EmulateLocked(Instruction instruction)
    {
        var locks = LocksOf(instruction.Operand);
        for (int i = 0; i < locks.Count; i++)
        {
            await locks[i].Lock();
        }

        var result = await base.EmulateLocked(instruction);
        for (int i = 0; i < locks.Count; i++)
        {
            await locks[i].Unlock();
        }

        return result;
    }

    private Sequence<SharedMutex> LocksOf(Operand operand)
    {
        var frames = operand.Pieces.Select(piece => piece.Frame);
        var ordered = _inPhysicalOrder ? frames.Order() : frames;
        return Sequence<SharedMutex>.Of([.. ordered
            .Where(frame => _parts.Has(frame == 0 ? Part.FirstPageLock : Part.SecondPageLock))
            .Select(frame => _locks[frame])]);
    }
}
