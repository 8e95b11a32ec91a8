using System;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Model.Platforms.Kvm.Patches;

/// <summary>
/// F2: when the compare-exchange fails, the emulator itself repeats from the read on, with the registers and flags from
/// before the instruction.
/// </summary>
/// <remarks>
/// Cures <c>lock adc</c> and <c>lock sbb</c> on RAM. Without a memslot no comparison is made, so nothing fails and
/// nothing is repeated: the races of a device stay.
/// </remarks>
internal sealed class RepeatInside(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    /// <inheritdoc/>
    protected override async Step<CpuState> Emulate(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        while (true)
        {
            var seen = await Read(vcpu, instruction, access);
            var effect = GuestFaults.Execute(instruction, cpu, seen);
            if (await WriteBack(vcpu, instruction, access, seen, effect.Stored))
            {
                return effect.After;
            }
        }
    }
}
