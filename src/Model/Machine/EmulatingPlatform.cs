using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Steps;

namespace Model.Machine;

/// <summary>
/// A platform that executes instructions on its region in software: read the operand, compute, write the result.
/// </summary>
public abstract class EmulatingPlatform : Platform
{
    /// <summary>Makes a platform.</summary>
    /// <param name="setup">What every platform is told.</param>
    protected EmulatingPlatform(PlatformSetup setup)
        : base(setup) { }

    /// <inheritdoc/>
    protected override async Step<CpuState> ExecuteServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        Accesses accesses
    )
    {
        if (accesses.IsReadModifyWrite && instruction.Locked)
        {
            return await ExecuteLocked(vcpu, instruction, cpu, accesses.Load!.Value);
        }

        UInt128 loaded = 0;
        if (accesses.Load is { } load)
        {
            loaded = Serves(load)
                ? await LoadServed(vcpu, instruction, load)
                : await InGuestMode(vcpu, vcpu.Drained(Memory.Load(load).From(Vcpu.SourceOf(instruction))));
        }

        var effect = GuestFaults.Execute(instruction, cpu, loaded);
        if (accesses.Store is { } store)
        {
            await (
                Serves(store)
                    ? StoreServed(vcpu, instruction, store, effect.Stored)
                    : StoreOutside(vcpu, instruction, store, effect.Stored)
            );
        }

        return effect.After;
    }

    // The operand outside the region of an instruction that is emulated: the hypervisor accesses it too.
    private async Step StoreOutside(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        await InGuestMode(vcpu, vcpu.Drained(Memory.Store(access, value).From(Vcpu.SourceOf(instruction))));

    /// <summary>Executes a locked read-modify-write on the region.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    /// <param name="access">Its operand, in the region.</param>
    /// <returns>The state after it; with RIP still at the instruction when it is to be executed again.</returns>
    [Overridable("the locked instruction", "executes a locked read-modify-write on the region as a whole")]
    protected abstract Step<CpuState> ExecuteLocked(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    );

    /// <summary>Reads the operand, computes and writes the result, with nothing held in between.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    /// <param name="access">Its operand, in the region.</param>
    protected async Step<CpuState> ReadThenWrite(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        MemoryAccess access
    )
    {
        var seen = await LoadServed(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await StoreServed(vcpu, instruction, access, effect.Stored);
        return effect.After;
    }
}
