using Model.Guests;
using Model.Objects;
using Model.Steps;

namespace Model.Platforms.Kvm;

/// <summary>
/// How user space gets its vCPU threads out of KVM_RUN: to pause them (QEMU: <c>pause_all_vcpus</c>), or to replace memslots while nobody
/// is inside an ioctl (<c>accel_ioctl_inhibit_begin</c>, QEMU 8.0 and later).
/// </summary>
public sealed class RunControl : SharedObject<RunControlState>
{
    /// <summary>All run, inside KVM_RUN, and nobody asks anything of them.</summary>
    public RunControl()
        : base("run control", default)
    {
    }

    /// <summary>What user space's main loop does to pause all vCPUs and to let them go on, once.</summary>
    public async Step PauseOnce(IReadOnlyList<Vcpu> cpus)
    {
        await Request();
        await WaitUntilParked(cpus);
        await Resume();
    }

    /// <summary>What user space's main loop does to update memslots once: under the big lock, it keeps all vCPUs out of KVM_RUN meanwhile.</summary>
    /// <param name="cpus">The vCPUs.</param>
    /// <param name="bigLock">The big lock, which <c>accel_ioctl_inhibit_begin</c> asserts.</param>
    public async Step UpdateOnce(IReadOnlyList<Vcpu> cpus, SharedMutex bigLock)
    {
        ArgumentNullException.ThrowIfNull(bigLock);
        await bigLock.Lock().From(new Source("bql_lock"));
        await Inhibit();
        await WaitUntilOutside(cpus);
        await Allow();
        bool held = await bigLock.TryUnlock().From(new Source("bql_unlock"));
        Claim.That(held, "the big lock is released by its holder");
    }

    /// <summary>Where a vCPU thread notices that it was kicked: it leaves KVM_RUN and enters it again when it may.</summary>
    public async Step ObeyKick(int cpu)
    {
        if (await LeaveIfKicked(cpu))
        {
            await Enter(cpu);
        }
    }

    /// <summary>A vCPU thread has left KVM_RUN with an exit.</summary>
    public Operation<Nothing> Leave(int cpu) => new RunControlChange(
        this,
        "leave KVM_RUN",
        state => state with { Outside = state.Outside | RunControlState.Bit(cpu) })
    { Source = new Source("accel_cpu_ioctl_end") };

    /// <summary>A vCPU thread enters KVM_RUN after an exit; blocked while an update keeps all out. A request to pause does not keep it out.</summary>
    public Operation<Nothing> Return(int cpu) => new RunControlChange(
        this,
        "enter KVM_RUN",
        state => state.IsInhibited ? null : state.Entered(cpu))
    { Source = new Source("accel_cpu_ioctl_begin") };

    /// <summary>Performs an access in guest mode: a CPU is kicked out there before any instruction, and executes it later.</summary>
    public async Step<T> InGuestMode<T>(int cpu, Operation<T> access)
    {
        while (true)
        {
            var (isKicked, value) = await Interruptible(cpu, access);
            if (!isKicked)
            {
                return value;
            }

            await Enter(cpu);
        }
    }

    /// <inheritdoc/>
    protected internal override string Format(RunControlState state) => state switch
    {
        { IsPauseAsked: true } => "pause asked",
        { IsInhibited: true } => "ioctls inhibited",
        _ => "running",
    };

    // Asks all vCPUs to park.
    private Operation<Nothing> Request() =>
        new RunControlChange(this, "ask all to pause", state => state with { IsPauseAsked = true }) { Source = new Source("pause_all_vcpus") };

    // Lets all vCPUs go on.
    private Operation<Nothing> Resume() =>
        new RunControlChange(this, "let all go on", state => state with { IsPauseAsked = false }) { Source = new Source("resume_all_vcpus") };

    // No ioctl may begin, and all vCPUs are kicked.
    private Operation<Nothing> Inhibit() =>
        new RunControlChange(this, "inhibit ioctls", state => state with { IsInhibited = true }) { Source = new Source("accel_ioctl_inhibit_begin") };

    // Ioctls may begin.
    private Operation<Nothing> Allow() =>
        new RunControlChange(this, "allow ioctls", state => state with { IsInhibited = false }) { Source = new Source("accel_ioctl_inhibit_end") };

    // Takes a vCPU thread out of KVM_RUN when it was kicked; answers whether.
    private Operation<bool> LeaveIfKicked(int cpu) => new RunControlKick(this, cpu) { Source = new Source("vcpu_run") };

    // Blocks a vCPU thread that was kicked until all may go on.
    private Operation<Nothing> Enter(int cpu) => new RunControlChange(
        this,
        "wait until all may go on",
        state => state.KeepsOut ? null : state.Entered(cpu))
    { Source = new Source("qemu_wait_io_event, accel_cpu_ioctl_begin") };

    // Blocks until every vCPU is parked or has halted.
    private Operation<Nothing> WaitUntilParked(IReadOnlyList<Vcpu> cpus) => WaitUntil(
        "wait until all are parked", cpus, state => state.Parked, "pause_all_vcpus");

    // Blocks until no vCPU is inside KVM_RUN, but for those that have halted: a kick gets them out at once.
    private Operation<Nothing> WaitUntilOutside(IReadOnlyList<Vcpu> cpus) => WaitUntil(
        "wait until no ioctl runs", cpus, state => state.Outside, "accel_ioctl_inhibit_begin");

    private RunControlChange WaitUntil(string name, IReadOnlyList<Vcpu> cpus, Func<RunControlState, ulong> done, string routine) => new(
        this,
        name,
        (state, states) => cpus.All(cpu => (done(state) & RunControlState.Bit(cpu.Number)) != 0 || cpu.HasHalted(states)) ? state : null)
    { Source = new Source(routine) };

    // An access in guest mode, out of which the vCPU is kicked when something is asked of it.
    private Operation<(bool IsKicked, T Value)> Interruptible<T>(int cpu, Operation<T> access) =>
        new RunControlInterrupt<T>(this, cpu, access) { Source = access.Source };
}
