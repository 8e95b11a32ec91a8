using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Steps;
using Model.Systems;

namespace Model.Machine;

/// <summary>
/// How guest instructions reach memory: the processor itself, or what a hypervisor does in its stead.
/// </summary>
/// <remarks>
/// A platform serves one region in its own way (a device's window, or RAM that it emulates) and leaves everything else
/// to the processor. The processor's own accesses obey the memory model that is set. A VM exit drains the CPU's store
/// buffer, so what a hypervisor does in a CPU's stead takes effect at once and in program order.
/// </remarks>
[Value]
public abstract class Platform
{
    /// <summary>Makes a platform.</summary>
    /// <param name="setup">What every platform is told.</param>
    protected Platform(PlatformSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        Memory = setup.Memory;
        Region = setup.Region;
        MemoryModel = setup.MemoryModel;
        StoreBufferLimit = setup.StoreBufferLimit;
    }

    /// <summary>How the processor's own accesses to memory are ordered.</summary>
    public MemoryModel MemoryModel { get; }

    /// <summary>The most stores that a CPU's buffer is explored with.</summary>
    internal int StoreBufferLimit { get; }

    /// <summary>Whether there is a region.</summary>
    internal bool HasRegion => Region.Count > 0;

    /// <summary>The guest's memory.</summary>
    protected GuestMemory Memory { get; }

    /// <summary>The physical addresses that the platform serves itself.</summary>
    protected IReadOnlyList<AddressRange> Region { get; }

    /// <summary>
    /// Adds the platform's own processes to a model, such as a user space that interferes; most have none.
    /// </summary>
    /// <param name="model">The model under construction.</param>
    /// <param name="cpus">The CPUs in order of number.</param>
    [Overridable("user space", "adds processes of its own, such as a main loop that interferes")]
    public virtual void AddProcesses(SystemModel model, IReadOnlyList<Vcpu> cpus) { }

    /// <summary>
    /// Writes that are done for the guest but not yet in memory, oldest first; each within a page. They count in the
    /// values at the end.
    /// </summary>
    public virtual Sequence<PendingStore> Undelivered(StateView states) => Sequence<PendingStore>.Empty;

    /// <summary>Whether the platform serves an access itself: one that touches the region.</summary>
    /// <param name="access">The access.</param>
    public virtual bool Serves(MemoryAccess access)
    {
        foreach (var place in Memory.Pages.Places(access))
        {
            foreach (var range in Region)
            {
                if (range.Touches(place))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Whether memory outside the region is accessed by the instructions of CPUs only. Of a platform that is not ours,
    /// such as one with a patch, nobody knows.
    /// </summary>
    internal bool LeavesMemoryToCpus => GetType().Assembly == typeof(Platform).Assembly;

    /// <summary>Whether the platform serves any byte of a physical range.</summary>
    internal bool ServesAny(ulong start, ulong size) =>
        Region.Any(range => range.Start < start + size && range.Start + range.Size > start);

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
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU's state before it.</param>
    /// <param name="accesses">What it accesses: at least one access, no second load.</param>
    /// <returns>The state after it; with RIP still at the instruction when it is to be executed again.</returns>
    [Overridable("the instruction", "executes an instruction that touches the region")]
    protected abstract Step<CpuState> ExecuteServed(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        Accesses accesses
    );

    /// <summary>Executes MFENCE, which waits until the CPU's stores are in memory.</summary>
    internal async Step Fence(Vcpu vcpu, GuestInstruction instruction) =>
        await InGuestMode(vcpu, vcpu.Drained(new LocalStep("fence") { Source = Vcpu.SourceOf(instruction) }));

    /// <summary>Lets a CPU run that never accesses anything that others could notice.</summary>
    internal async Step Spin(Vcpu vcpu, GuestInstruction instruction) =>
        await InGuestMode(vcpu, new LocalStep("spin") { Source = Vcpu.SourceOf(instruction) });

    /// <summary>Reads for an instruction whose other access is local to the CPU.</summary>
    internal Step<UInt128> Load(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access) =>
        Serves(access) ? LoadServed(vcpu, instruction, access) : LoadNatively(vcpu, instruction, access);

    /// <summary>Writes for an instruction whose other access is local to the CPU.</summary>
    internal Step Store(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value) =>
        Serves(access)
            ? StoreServed(vcpu, instruction, access, value)
            : StoreNatively(vcpu, instruction, access, value);

    /// <summary>Reads from the region.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction that reads.</param>
    /// <param name="access">What it reads.</param>
    [Overridable("load", "reads from the region for an instruction that does not read and write it at once")]
    protected abstract Step<UInt128> LoadServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access);

    /// <summary>Writes to the region.</summary>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="instruction">The instruction that writes.</param>
    /// <param name="access">Where it writes.</param>
    /// <param name="value">What it writes.</param>
    [Overridable("store", "writes to the region for an instruction that does not read and write it at once")]
    protected abstract Step StoreServed(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value);

    /// <summary>
    /// The processor's own way: a locked read-modify-write in one step, everything else as a load, the computation, a
    /// store.
    /// </summary>
    protected async Step<CpuState> ExecuteNatively(
        Vcpu vcpu,
        GuestInstruction instruction,
        CpuState cpu,
        Accesses accesses
    )
    {
        if (accesses.IsReadModifyWrite && instruction.Locked)
        {
            var seen = await InGuestMode(
                vcpu,
                vcpu.Drained(Memory.Modify(accesses.Load!.Value, instruction, cpu).From(Vcpu.SourceOf(instruction)))
            );
            return GuestFaults.Execute(instruction, cpu, seen).After;
        }

        UInt128 loaded = 0;
        if (accesses.Load is { } load)
        {
            loaded = await LoadNatively(vcpu, instruction, load);
        }

        var effect = GuestFaults.Execute(instruction, cpu, loaded);
        if (accesses.Store is { } store)
        {
            await StoreNatively(vcpu, instruction, store, effect.Stored);
        }

        return effect.After;
    }

    /// <summary>
    /// The processor's own load: one step within a cache line, else one for each part, in either order.
    /// </summary>
    protected async Step<UInt128> LoadNatively(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access)
    {
        var source = Vcpu.SourceOf(instruction);
        var (low, high) = access.SplitAt(MemoryAccess.CacheLine);
        if (high is not { } rest)
        {
            return await InGuestMode(vcpu, (vcpu.StoreBuffer?.Load(access) ?? Memory.Load(access)).From(source));
        }

        var split = new SplitLoad(Memory, low, rest, vcpu.StoreBuffer) { Source = source };
        var (isHigh, first) = await InGuestMode(vcpu, split);
        var second = await InGuestMode(vcpu, split.Part(isHigh ? low : rest));
        return isHigh ? second | (first << (low.Size * 8)) : first | (second << (low.Size * 8));
    }

    /// <summary>
    /// The processor's own store: one step within a cache line, else one for each part, in either order.
    /// </summary>
    protected async Step StoreNatively(Vcpu vcpu, GuestInstruction instruction, MemoryAccess access, UInt128 value)
    {
        var source = Vcpu.SourceOf(instruction);
        if (vcpu.StoreBuffer is { } buffer)
        {
            var store = vcpu.IsAloneWith(access) ? buffer.StoreUnseen(access, value) : buffer.Store(access, value);
            await InGuestMode(vcpu, store.From(source));
            return;
        }

        var (low, high) = access.SplitAt(MemoryAccess.CacheLine);
        if (high is not { } rest)
        {
            await InGuestMode(vcpu, Memory.Store(access, value).From(source));
            return;
        }

        var split = new SplitStore(
            Memory,
            new GuestStore(Memory, low, value & low.Mask) { Source = source },
            new GuestStore(Memory, rest, value >> (low.Size * 8)) { Source = source }
        )
        {
            Source = source,
        };
        bool isHigh = await InGuestMode(vcpu, split);
        await InGuestMode(vcpu, isHigh ? split.Low : split.High);
    }

    /// <summary>
    /// Performs an access that the processor makes in guest mode. A platform that can stop its CPUs does so here.
    /// </summary>
    /// <typeparam name="T">What the access answers.</typeparam>
    /// <param name="vcpu">The CPU.</param>
    /// <param name="access">The access.</param>
    [Overridable(
        "the processor, in guest mode",
        "performs one of the processor's own accesses; one that can be stopped waits here"
    )]
    protected virtual async Step<T> InGuestMode<T>(Vcpu vcpu, Operation<T> access) => await access;

    /// <summary>Whether any of the accesses touches the region.</summary>
    protected bool IsServed(Accesses accesses) =>
        (accesses.Load is { } load && Serves(load)) || (accesses.Store is { } store && Serves(store));
}
