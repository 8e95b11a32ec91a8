using System;
using Model.Guests;
using Model.Platforms;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Patches;

/// <summary>Wrong: when the compare-exchange fails, the emulator repeats it with the value that it read once.</summary>
internal sealed class RetryWithoutReread(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    /// <inheritdoc/>
    protected override async Step<bool> WriteBack(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 seen, UInt128 next)
    {
        while (!await base.WriteBack(vcpu, instruction, access, seen, next))
        {
        }

        return true;
    }
}
