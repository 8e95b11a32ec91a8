using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Steps;

namespace Model.Platforms.Hardware;

/// <summary>
/// A real processor: a locked instruction is one step wherever its operand lies (Intel SDM volume 3, section 9.1.2).
/// </summary>
/// <param name="setup">What every platform is told.</param>
public class HardwarePlatform(PlatformSetup setup) : Platform(setup)
{
    /// <inheritdoc/>
    [Overridable(
        "the processor",
        "executes an instruction that touches the region: a locked one in one step, another as a load and a store"
    )]
    protected override Step<CpuState> ExecuteServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        Accesses accesses
    ) => ExecuteNatively(vcpu, instruction, cpu, accesses);

    /// <inheritdoc/>
    [Overridable(
        "the processor, load",
        "reads from the region for an instruction whose other operand is the CPU's own"
    )]
    protected override Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        LoadNatively(vcpu, instruction, access);

    /// <inheritdoc/>
    [Overridable(
        "the processor, store",
        "writes to the region for an instruction whose other operand is the CPU's own"
    )]
    protected override Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        StoreNatively(vcpu, instruction, access, value);
}
