using System;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Patches;

/// <summary>Wrong: when the compare-exchange fails, the emulator repeats it with the value that it read once.</summary>
/// <remarks>
/// The checker: <c>stuck</c> on RAM, where the kernel as it is holds. Two consumers that have read an empty cell wait
/// for it to be empty again, CPU 0 has put the token in, and nobody takes it out. It does cure <c>lock adc</c>, as F1
/// and F2 do. On a device, where no comparison is made, all races stay.
/// </remarks>
internal sealed class RetryWithoutReread(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    /// <inheritdoc/>
    protected override async Step<bool> WriteBack(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 seen,
        UInt128 next
    )
    {
        while (!await base.WriteBack(vcpu, instruction, access, seen, next)) { }

        return true;
    }
}
