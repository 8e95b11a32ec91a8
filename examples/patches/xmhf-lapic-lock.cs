using Model.Objects;
using Model.Scenarios.Variants;
using Model.Scenarios.XmhfLapic;
using Model.Steps;

namespace Patches;

/// <summary>xmhf-lapic: the emulators of all CPUs hold one lock from the read to the write of a locked instruction.</summary>
internal sealed class LockFromReadToWrite(VariantSetup setup) : SplitEmulator(setup)
{
    private readonly SharedMutex _lock = new("emulator lock");

    /// <inheritdoc/>
    protected override async Step<Emulation> EmulateLocked(int cpu, Instruction instruction)
    {
        await _lock.Lock().In("emulate_instruction");
        var emulation = await base.EmulateLocked(cpu, instruction);
        await _lock.Unlock();
        return emulation;
    }
}
