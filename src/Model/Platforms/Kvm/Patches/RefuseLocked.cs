using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Platforms.Kvm;
using Model.Steps;

namespace Model.Platforms.Kvm.Patches;

/// <summary>F8: without a memslot, a locked instruction is refused with an internal error.</summary>
/// <remarks>
/// Safe, since nothing wrong is ever computed; but the guest never gets to its end (stuck, deadlock).
/// </remarks>
internal sealed class RefuseLocked(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    /// <inheritdoc/>
    protected override Step<CpuState> Emulate(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    ) =>
        HasSlot
            ? base.Emulate(vcpu, instruction, cpu, access)
            : Refuse(instruction, cpu, "patch F8: KVM_EXIT_INTERNAL_ERROR");
}
