using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Machine;
using Model.Objects;
using Model.Steps;

namespace Model.Platforms.VirtualBox;

/// <summary>
/// A hypothesis that fits what was seen on VirtualBox 6.1: one lock is held around each instruction on the device, read
/// and write together.
/// </summary>
/// <param name="setup">What every platform is told.</param>
public class VirtualBoxPlatform(PlatformSetup setup) : EmulatingPlatform(setup)
{
    private readonly SharedMutex _device = new("device lock");

    /// <inheritdoc/>
    [Overridable("device lock (assumed)", "an instruction on the device as a whole, under the device's lock")]
    protected override async Step<CpuState> ExecuteServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        Accesses accesses
    )
    {
        await vcpu.Drained(_device.Lock()).From(Vcpu.SourceOf(instruction, "device lock (assumed)"));
        var after = await base.ExecuteServed(vcpu, instruction, cpu, accesses);
        bool held = await _device.TryUnlock().From(Vcpu.SourceOf(instruction, "device lock (assumed)"));
        Claim.That(held, "the device lock is released by its holder");
        return after;
    }

    /// <inheritdoc/>
    [Overridable("device read (assumed)", "reads from the device")]
    protected override async Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        await vcpu.Drained(Memory.Load(access).From(Vcpu.SourceOf(instruction, "device read (assumed)")));

    /// <inheritdoc/>
    [Overridable("device write (assumed)", "writes to the device")]
    protected override async Step StoreServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        MemoryAccess access,
        UInt128 value
    ) => await vcpu.Drained(Memory.Store(access, value).From(Vcpu.SourceOf(instruction, "device write (assumed)")));

    /// <inheritdoc/>
    [Overridable(
        "the emulator (assumed)",
        "a locked instruction under the device's lock: device read, then device write"
    )]
    protected override Step<CpuState> ExecuteLocked(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    ) => ReadThenWrite(vcpu, instruction, cpu, access);
}
