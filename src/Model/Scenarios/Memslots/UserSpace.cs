using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Memslots;

/// <summary>QEMU: its vCPU threads between two KVM_RUN ioctls, and its main thread that replaces a slot. This one simply makes the two ioctls.</summary>
internal class UserSpace
{
    private readonly Word _registers = new("registers");

    public UserSpace(SlotMemory memory, int cpus)
    {
        Memory = memory;
        Kicks = [.. Enumerable.Range(0, cpus).Select(cpu => new Word(FormattableString.Invariant($"kick{cpu}")))];
    }

    /// <summary>For each vCPU whether a signal is pending for its thread.</summary>
    public IReadOnlyList<Word> Kicks { get; }

    /// <summary>Whether the virtual machine was stopped because of an internal error.</summary>
    public Word IsStopped { get; } = new("vm_stopped");

    /// <summary>The virtual machine.</summary>
    protected SlotMemory Memory { get; }

    /// <summary>The big lock (BQL).</summary>
    protected SharedMutex BigLock { get; } = new("BQL");

    /// <summary>A vCPU thread is about to call KVM_RUN. Answers what <see cref="Resumes"/> wants to know of this moment.</summary>
    /// <param name="cpu">The vCPU.</param>
    /// <param name="isHalfDone">Whether its instruction has been read for and is to be completed.</param>
    public virtual Step<ulong> Enter(int cpu, bool isHalfDone) => new(0);

    /// <summary>KVM_RUN has returned.</summary>
    /// <param name="cpu">The vCPU.</param>
    /// <param name="isHalfDone">Whether its instruction wants to be read for.</param>
    public virtual Step Leave(int cpu, bool isHalfDone) => new(new Step<Nothing>(default));

    /// <summary>Whether the guest is resumed although an instruction could not be fetched.</summary>
    public virtual Step<bool> Resumes(ulong sample) => new(true);

    /// <summary>A signal has interrupted KVM_RUN; nothing is left of the instruction that was interrupted.</summary>
    public virtual async Step TakeInterrupt(int cpu) => await Kicks[cpu].Store(0).In("kvm_eat_signals");

    /// <summary>Reads what is behind an address (<c>address_space_rw</c>): a device under the big lock (<c>prepare_mmio_access</c>), RAM without.</summary>
    public async Step<ulong> Read(Word backing)
    {
        if (backing != Memory.Device)
        {
            return await backing.Load().In("address_space_rw");
        }

        await BigLock.Lock().In("prepare_mmio_access");
        ulong value = await backing.Load().In("address_space_rw");
        await BigLock.Unlock();
        return value;
    }

    /// <summary>Writes what is behind an address, likewise.</summary>
    public async Step Write(Word backing, ulong value)
    {
        if (backing != Memory.Device)
        {
            await backing.Store(value).In("address_space_rw");
            return;
        }

        await BigLock.Lock().In("prepare_mmio_access");
        await backing.Store(value).In("address_space_rw");
        await BigLock.Unlock();
    }

    /// <summary>Handles a port access: under the big lock, and with an ioctl of the vCPU.</summary>
    public virtual async Step HandlePort(int cpu)
    {
        await BigLock.Lock().In("kvm_handle_io");
        await _registers.Load().In("kvm_vcpu_ioctl");
        await BigLock.Unlock();
    }

    /// <summary>The main thread makes all updates.</summary>
    public async Step RunMain(int updates)
    {
        for (int i = 0; i < updates; i++)
        {
            await BigLock.Lock().In("kvm_region_commit");
            await Update();
            await BigLock.Unlock();
        }

        await Memory.UpdatesDone.Store(1);
    }

    /// <summary>Adds the properties of this way of updating.</summary>
    public virtual void AddProperties(SystemModel model)
    {
    }

    /// <summary>One update, under the big lock.</summary>
    protected virtual Step Update() => DeleteAndCreate();

    /// <summary>The two ioctls.</summary>
    protected async Step DeleteAndCreate()
    {
        await Memory.Delete();
        await Memory.Create();
    }

    /// <summary>Whether the published slots lack what is there before and after the update.</summary>
    protected bool IsHole(StateView states) => states.Of(Memory.Slots).Current.Value is SlotPhase.Invalid or SlotPhase.Deleted;
}
