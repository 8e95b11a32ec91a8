using Model.Objects;
using Model.Scenarios.Variants;
using Model.Scenarios.XmhfLapic;
using Model.Steps;

namespace Patches;

/// <summary>
/// xmhf-lapic: the emulators of all CPUs hold one lock from the read to the write of a locked instruction.
/// </summary>
/// <remarks>
/// Starts from <c>emulated</c>, which loses and duplicates tokens. The checker: every test of a locked instruction is
/// cured while all CPUs are trapped. With trapped=first the others execute natively and ask for no lock:
/// <c>invariant</c>. Wrong checks of segments stay as wrong as they were.
/// </remarks>
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
