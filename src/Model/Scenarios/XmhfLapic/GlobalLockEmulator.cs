using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.XmhfLapic;

/// <summary>One lock for all emulated locked instructions, held from the read to the write.</summary>
public class GlobalLockEmulator : SplitEmulator
{
    private readonly SharedMutex _lock = new("lock0");
    private readonly bool _locks;

    /// <summary>Makes the emulators of a test.</summary>
    /// <param name="setup">The design and its settings.</param>
    public GlobalLockEmulator(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _locks = setup.Has(Part.GlobalLock);
    }

    /// <inheritdoc/>
    protected override async Step<Emulation> EmulateLocked(int cpu, Instruction instruction)
    {
        if (!_locks)
        {
            return await base.EmulateLocked(cpu, instruction);
        }

        await _lock.Lock();
        var result = await base.EmulateLocked(cpu, instruction);
        await _lock.Unlock();
        return result;
    }
}
