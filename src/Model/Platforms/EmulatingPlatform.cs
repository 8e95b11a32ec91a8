using Model.Guests;
using Model.Steps;

namespace Model.Platforms;

/// <summary>A platform that executes instructions on its region in software: read the operand, compute, write the result.</summary>
internal abstract class EmulatingPlatform : Platform
{
    protected EmulatingPlatform(PlatformSetup setup)
        : base(setup)
    {
    }

    internal override async Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses)
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
                : await Native(vcpu, vcpu.Drained(new GuestLoad(Memory, load) { Source = Vcpu.SourceOf(instruction) }));
        }

        var effect = GuestFaults.Execute(instruction, cpu, loaded);
        if (accesses.Store is { } store)
        {
            await (Serves(store)
                ? StoreServed(vcpu, instruction, store, effect.Stored)
                : StoreOutside(vcpu, instruction, store, effect.Stored));
        }

        return effect.After;
    }

    // The operand outside the region of an instruction that is emulated: the hypervisor accesses it too.
    private async Step StoreOutside(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        await Native(vcpu, vcpu.Drained(new GuestStore(Memory, access, value) { Source = Vcpu.SourceOf(instruction) }));

    /// <summary>Executes a locked read-modify-write on the region.</summary>
    private protected abstract Step<CpuState> ExecuteLocked(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access);

    /// <summary>Reads the operand, computes and writes the result, with nothing held in between.</summary>
    private protected async Step<CpuState> ReadThenWrite(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access)
    {
        UInt128 seen = await LoadServed(vcpu, instruction, access);
        var effect = GuestFaults.Execute(instruction, cpu, seen);
        await StoreServed(vcpu, instruction, access, effect.Stored);
        return effect.After;
    }
}
