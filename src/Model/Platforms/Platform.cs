using Model.Guests;
using Model.Steps;
using Model.Systems;

namespace Model.Platforms;

/// <summary>How guest instructions reach memory: the processor itself, or what a hypervisor does in its stead.</summary>
/// <remarks>
/// A platform serves one region in its own way (a device's window, or RAM that it emulates) and leaves everything else to the processor.
/// The processor's own accesses are sequentially consistent here.
/// </remarks>
[Value]
public abstract class Platform
{
    /// <param name="memory">The guest's memory.</param>
    /// <param name="region">The addresses that the platform serves itself.</param>
    protected Platform(GuestMemory memory, IReadOnlyList<AddressRange> region)
    {
        Memory = memory;
        Region = region;
    }

    /// <summary>The guest's memory.</summary>
    protected GuestMemory Memory { get; }

    /// <summary>The addresses that the platform serves itself.</summary>
    protected IReadOnlyList<AddressRange> Region { get; }

    /// <summary>Adds the platform's own processes to a model, such as a user space that interferes; most have none.</summary>
    public virtual void AddProcesses(SystemModel model, IReadOnlyList<Vcpu> cpus)
    {
    }

    /// <summary>Whether the platform serves an access itself.</summary>
    public bool Serves(MemoryAccess access)
    {
        access = access with { Address = LinearAddress.ToPhysical(access.Address) };
        foreach (var range in Region)
        {
            if (range.Touches(access))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Executes an instruction whose every memory access others can notice.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    /// <param name="accesses">What it accesses: at least one access, no second load.</param>
    /// <returns>The state after it; with RIP still at the instruction when it is to be executed again.</returns>
    internal async Step<CpuState> Execute(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses)
    {
        if (IsServed(accesses))
        {
            return await ExecuteServed(vcpu, instruction, cpu, accesses);
        }

        return await ExecuteNatively(vcpu, instruction, cpu, accesses);
    }

    /// <summary>Executes an instruction that touches the region.</summary>
    internal abstract Step<CpuState> ExecuteServed(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses);

    /// <summary>Reads for an instruction whose other access is local to the CPU.</summary>
    internal async Step<UInt128> Load(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        Serves(access)
            ? await LoadServed(vcpu, instruction, access)
            : await Native(vcpu, new GuestLoad(Memory, access) { Source = Vcpu.SourceOf(instruction) });

    /// <summary>Writes for an instruction whose other access is local to the CPU.</summary>
    internal async Step Store(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        if (Serves(access))
        {
            await StoreServed(vcpu, instruction, access, value);
        }
        else
        {
            await Native(vcpu, new GuestStore(Memory, access, value) { Source = Vcpu.SourceOf(instruction) });
        }
    }

    /// <summary>Reads from the region.</summary>
    internal abstract Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access);

    /// <summary>Writes to the region.</summary>
    internal abstract Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value);

    /// <summary>The processor's own way: a locked read-modify-write in one step, everything else as a load, the computation, a store.</summary>
    private protected async Step<CpuState> ExecuteNatively(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, Accesses accesses)
    {
        if (accesses.IsReadModifyWrite && instruction.Locked)
        {
            UInt128 seen = await Native(vcpu, new GuestModify(Memory, accesses.Load!.Value, instruction, cpu) { Source = Vcpu.SourceOf(instruction) });
            return GuestFaults.Execute(instruction, cpu, seen).After;
        }

        UInt128 loaded = 0;
        if (accesses.Load is { } load)
        {
            loaded = await Native(vcpu, new GuestLoad(Memory, load) { Source = Vcpu.SourceOf(instruction) });
        }

        var effect = GuestFaults.Execute(instruction, cpu, loaded);
        if (accesses.Store is { } store)
        {
            await Native(vcpu, new GuestStore(Memory, store, effect.Stored) { Source = Vcpu.SourceOf(instruction) });
        }

        return effect.After;
    }

    /// <summary>Performs an access that the processor makes in guest mode. A platform that can stop its CPUs does so here.</summary>
    private protected virtual async Step<T> Native<T>(Vcpu vcpu, Operation<T> access) => await access;

    /// <summary>Whether any of the accesses touches the region.</summary>
    private protected bool IsServed(Accesses accesses) =>
        (accesses.Load is { } load && Serves(load)) || (accesses.Store is { } store && Serves(store));
}
