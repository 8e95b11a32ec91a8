using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Kvm;

namespace Model.Platforms.Kvm.Patches;

/// <summary>F1: when the compare-exchange fails, nothing is committed, flags included.</summary>
/// <remarks>
/// Cures <c>lock adc</c> and <c>lock sbb</c> on RAM. A device still sees a read and a write with nothing held between:
/// its races stay.
/// </remarks>
internal sealed class CommitNothing(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    /// <inheritdoc/>
    protected override CpuState Retire(CpuState before, InstructionEffect effect, bool isWritten) =>
        isWritten ? effect.After : before;
}
