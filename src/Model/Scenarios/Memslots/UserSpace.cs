using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Memslots;

/// <summary>
/// QEMU on KVM: its vCPU threads between two KVM_RUN ioctls, and its main thread that replaces a slot. This one simply
/// makes the two ioctls.
/// </summary>
/// <remarks>The kernel's routines are steps of the base classes, so that one patch can change either side.</remarks>
public class UserSpace : KvmRun
{
    private readonly Word _registers = new("registers");
    private readonly int _updates;

    /// <summary>Makes the virtual machine of a test.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public UserSpace(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _updates = setup.Settings.Number("updates");
    }

    /// <summary>How many vCPUs there are.</summary>
    protected int Cpus => Guest.Cpus;

    /// <summary>Whether the virtual machine was stopped because of an internal error.</summary>
    protected Word IsStopped { get; } = new("vm_stopped");

    /// <summary>The big lock (BQL).</summary>
    protected SharedMutex BigLock { get; } = new("BQL");

    internal sealed override void AddTo(SystemModel model)
    {
        for (int cpu = 0; cpu < Cpus; cpu++)
        {
            int number = cpu;
            model.Process(FormattableString.Invariant($"vcpu{cpu}"), () => RunThread(number));
        }

        model.Process("main", RunMain);
        string finished = string.Join(" && ", model.Processes.Select(process => $"finished({process.Name})"));
        model.Observe(IsStopped);
        model.Goal(Guest.IsHealthy ? finished : "vm_stopped == 1");
        model.Always(
            "nothing is mapped while no slot is published",
            states => states.Of(Slots).Current.Value != SlotPhase.Deleted || states.Of(Mapping) == 0
        );
        AddProperties(model);
        if (Guest.FinalMemory is { } contents)
        {
            model.Observe([.. Guest.Ram]);
            model.Always($"{finished} => {contents}");
        }
    }

    /// <summary>Adds properties of this way of updating.</summary>
    /// <param name="model">The model, which has its processes.</param>
    [Overridable("(properties)", "adds properties of its own")]
    protected virtual void AddProperties(SystemModel model) { }

    /// <summary>A vCPU's thread: runs the guest and handles what KVM_RUN returns with.</summary>
    /// <param name="cpu">The number of the vCPU.</param>
    [Overridable("kvm_cpu_exec", "runs the guest, and handles what KVM_RUN returns with")]
    protected virtual async Step RunThread(int cpu)
    {
        var vcpu = default(VcpuContext);
        while (true)
        {
            ulong sample = await Enter(cpu, vcpu.IsReadCompleted);
            var exit = await Run(cpu, vcpu);
            await Leave(cpu, exit.Reason == ExitReason.MmioRead);
            vcpu = exit.Vcpu;
            switch (exit.Reason)
            {
                case ExitReason.Over:
                    return;
                case ExitReason.MmioRead:
                    ulong data = await Read(BackingOf(cpu));
                    vcpu = vcpu with { IsReadCompleted = true, Data = data };
                    break;
                case ExitReason.MmioWrite:
                    await Write(BackingOf(cpu), exit.Value);
                    break;
                case ExitReason.Io:
                    await HandlePort(cpu);
                    break;
                case ExitReason.Interrupted:
                    await TakeInterrupt(cpu);
                    break;
                case ExitReason.EmptyMmio when await Resumes(sample):
                    break;
                default:
                    await StopMachine();
                    return;
            }
        }
    }

    /// <summary>
    /// A vCPU thread is about to call KVM_RUN. Answers what <see cref="Resumes"/> wants to know of this moment.
    /// </summary>
    /// <param name="cpu">The vCPU.</param>
    /// <param name="isHalfDone">Whether its instruction has been read for and is to be completed.</param>
    [Overridable(
        "kvm_vcpu_ioctl, KVM_RUN begins",
        "before KVM_RUN; answers what the handling of an empty MMIO exit wants to know of this moment"
    )]
    protected virtual Step<ulong> Enter(int cpu, bool isHalfDone) => new(0);

    /// <summary>KVM_RUN has returned.</summary>
    /// <param name="cpu">The vCPU.</param>
    /// <param name="isHalfDone">Whether its instruction wants to be read for.</param>
    [Overridable("kvm_vcpu_ioctl, KVM_RUN ends", "after KVM_RUN: nothing")]
    protected virtual Step Leave(int cpu, bool isHalfDone) => Step.Done;

    /// <summary>Whether the guest is resumed although an instruction could not be fetched.</summary>
    /// <param name="sample">What <see cref="Enter"/> answered.</param>
    [Overridable(
        "kvm_cpu_exec, empty MMIO exit",
        "whether the guest is resumed although an instruction could not be fetched"
    )]
    protected virtual Step<bool> Resumes(ulong sample) => new(true);

    /// <summary>A signal has interrupted KVM_RUN; nothing is left of the instruction that was interrupted.</summary>
    /// <param name="cpu">The vCPU.</param>
    [Overridable("kvm_eat_signals", "after a signal has interrupted KVM_RUN: takes the signal")]
    protected virtual async Step TakeInterrupt(int cpu) => await Kicks[cpu].Store(0).In("kvm_eat_signals");

    /// <summary>
    /// Reads what is behind an address (<c>address_space_rw</c>): a device under the big lock
    /// (<c>prepare_mmio_access</c>), RAM without.
    /// </summary>
    /// <param name="backing">What is there.</param>
    [Overridable("address_space_rw, read", "reads for the guest: a device under the big lock, RAM without")]
    protected virtual async Step<ulong> Read(Word backing)
    {
        if (backing != Device)
        {
            return await backing.Load().In("address_space_rw");
        }

        await BigLock.Lock().In("prepare_mmio_access");
        ulong value = await backing.Load().In("address_space_rw");
        await BigLock.Unlock();
        return value;
    }

    /// <summary>Writes what is behind an address, likewise.</summary>
    /// <param name="backing">What is there.</param>
    /// <param name="value">What is written.</param>
    [Overridable("address_space_rw, write", "writes for the guest: a device under the big lock, RAM without")]
    protected virtual async Step Write(Word backing, ulong value)
    {
        if (backing != Device)
        {
            await backing.Store(value).In("address_space_rw");
            return;
        }

        await BigLock.Lock().In("prepare_mmio_access");
        await backing.Store(value).In("address_space_rw");
        await BigLock.Unlock();
    }

    /// <summary>Handles a port access: under the big lock, and with an ioctl of the vCPU.</summary>
    /// <param name="cpu">The vCPU.</param>
    [Overridable("kvm_handle_io", "handles a port access: under the big lock, and with an ioctl of the vCPU")]
    protected virtual async Step HandlePort(int cpu)
    {
        await BigLock.Lock().In("kvm_handle_io");
        await _registers.Load().In("kvm_vcpu_ioctl");
        await BigLock.Unlock();
    }

    /// <summary>One update, under the big lock.</summary>
    [Overridable("kvm_region_commit", "one update, under the big lock: the two ioctls")]
    protected virtual Step Update() => DeleteAndCreate();

    /// <summary>The two ioctls.</summary>
    protected async Step DeleteAndCreate()
    {
        await Delete();
        await Create();
    }

    /// <summary>User space stops the virtual machine.</summary>
    protected async Step StopMachine()
    {
        Claim.That(!Guest.IsHealthy, "a healthy guest is not stopped");
        await IsStopped.Store(1).In("vm_stop");
    }

    /// <summary>What user space itself reaches at the page's address.</summary>
    /// <param name="cpu">The vCPU that accesses it.</param>
    protected Word BackingOf(int cpu) => Page == GuestPage.DeviceThenRam ? Device : Guest.RamOf(cpu);

    // The main thread makes all updates.
    private async Step RunMain()
    {
        for (int i = 0; i < _updates; i++)
        {
            await BigLock.Lock().In("kvm_region_commit");
            await Update();
            await BigLock.Unlock();
        }

        await UpdatesDone.Store(1);
    }
}

/// <summary>What KVM_RUN, or a part of it, ends with.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Vcpu">The vCPU then.</param>
/// <param name="Value">What an MMIO write writes.</param>
public readonly record struct RunExit(ExitReason Reason, VcpuContext Vcpu, ulong Value = 0)
{
    /// <summary>The guest goes on.</summary>
    public static RunExit Resume(VcpuContext vcpu) => new(ExitReason.None, vcpu);
}

/// <summary>Why KVM_RUN returns, or that it does not.</summary>
public enum ExitReason
{
    /// <summary>It does not: the guest goes on.</summary>
    None,

    /// <summary>KVM_EXIT_MMIO, a read.</summary>
    MmioRead,

    /// <summary>KVM_EXIT_MMIO, a write.</summary>
    MmioWrite,

    /// <summary>KVM_EXIT_MMIO with a length of 0: an instruction could not be fetched.</summary>
    EmptyMmio,

    /// <summary>KVM_EXIT_IO.</summary>
    Io,

    /// <summary>KVM_EXIT_INTERNAL_ERROR, suberror EMULATION.</summary>
    InternalError,

    /// <summary>A signal.</summary>
    Interrupted,

    /// <summary>The guest's program is over.</summary>
    Over,
}

/// <summary>A vCPU between two steps.</summary>
/// <param name="Instruction">Number of the current instruction in its program.</param>
/// <param name="IsReadCompleted">Whether user space has answered the read of the current instruction, which is not
/// finished.</param>
/// <param name="Data">That answer.</param>
public readonly record struct VcpuContext(int Instruction, bool IsReadCompleted, ulong Data)
{
    /// <summary>The vCPU behind its current instruction.</summary>
    public VcpuContext Retire() => new(Instruction + 1, false, 0);
}
