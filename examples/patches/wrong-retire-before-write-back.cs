using System;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Patches;

/// <summary>
/// Wrong: RIP, registers and flags advance before the write-back, so that its failure comes too late to be noticed.
/// </summary>
/// <remarks>
/// The checker: <c>assertion</c> and <c>invariant</c> on RAM, where the kernel as it is holds: two CPUs read the same
/// token, one exchange succeeds, and both go on with it. It is what the report of bug 216867 guessed. On a device,
/// where no comparison is made, all races stay.
/// </remarks>
internal sealed class RetireBeforeWriteBack(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    /// <inheritdoc/>
    protected override async Step<CpuState> Emulate(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        var seen = await Read(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        cpu = Retire(cpu, effect, isWritten: true);
        await WriteBack(vcpu, instruction, access, seen, effect.Stored);
        return cpu;
    }
}
