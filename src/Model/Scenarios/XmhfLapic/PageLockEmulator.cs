using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>One lock for each physical page, taken in order of access or in order of physical addresses.</summary>
public class PageLockEmulator : SplitEmulator
{
    private readonly Sequence<SharedMutex> _locks = Sequence<SharedMutex>.Of(
        new SharedMutex("lock0"),
        new SharedMutex("lock1")
    );
    private readonly bool _inPhysicalOrder;
    private readonly bool _locksFirst;
    private readonly bool _locksSecond;

    /// <summary>Makes the emulators of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    public PageLockEmulator(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _inPhysicalOrder = setup.Settings.Word("order") == "physical";
        _locksFirst = setup.Has(Part.FirstPageLock);
        _locksSecond = setup.Has(Part.SecondPageLock);
    }

    /// <inheritdoc/>
    protected override async Step<Emulation> EmulateLocked(int cpu, Instruction instruction)
    {
        var locks = LocksOf(instruction.Operand);
        for (int i = 0; i < locks.Count; i++)
        {
            await locks[i].Lock();
        }

        var result = await base.EmulateLocked(cpu, instruction);
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
        return Sequence<SharedMutex>.Of([
            .. ordered.Where(frame => frame == 0 ? _locksFirst : _locksSecond).Select(frame => _locks[frame]),
        ]);
    }
}
