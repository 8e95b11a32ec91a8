using Model.Machine;
using Model.Objects;
using Model.Steps;

namespace Model.Platforms.Kvm;

/// <summary>
/// How user space gets its vCPU threads out of KVM_RUN: to pause them (QEMU: <c>pause_all_vcpus</c>), or to replace
/// memslots while nobody is inside an ioctl (<c>accel_ioctl_inhibit_begin</c>, QEMU 8.0 and later).
/// </summary>
public sealed class RunControl : SharedObject<RunControlState>
{
    /// <summary>All run, inside KVM_RUN, and nobody asks anything of them.</summary>
    public RunControl()
        : base("run control", default) { }

    /// <summary>What user space's main loop does to pause all vCPUs and to let them go on, once.</summary>
    public async Step PauseOnce(IReadOnlyList<Vcpu> cpus)
    {
        await Request();
        await WaitUntilParked(cpus);
        await Resume();
    }

    /// <summary>
    /// What user space's main loop does to update memslots once: under the big lock, it keeps all vCPUs out of KVM_RUN
    /// meanwhile.
    /// </summary>
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

    /// <summary>
    /// Where a vCPU thread notices that it was kicked: it leaves KVM_RUN and enters it again when it may.
    /// </summary>
    public async Step ObeyKick(int cpu)
    {
        if (await LeaveIfKicked(cpu))
        {
            await Enter(cpu);
        }
    }

    /// <summary>A vCPU thread has left KVM_RUN with an exit.</summary>
    public Operation<Nothing> Leave(int cpu) =>
        Change(
            "leave KVM_RUN",
            state => state with { Outside = state.Outside | RunControlState.Bit(cpu) },
            "accel_cpu_ioctl_end"
        );

    /// <summary>
    /// A vCPU thread enters KVM_RUN after an exit; blocked while an update keeps all out. A request to pause does not
    /// keep it out.
    /// </summary>
    public Operation<Nothing> Return(int cpu) =>
        Change("enter KVM_RUN", state => state.IsInhibited ? null : state.Entered(cpu), "accel_cpu_ioctl_begin");

    /// <summary>
    /// Performs an access in guest mode: a CPU is kicked out there before any instruction, and executes it later.
    /// </summary>
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
    protected internal override string Format(RunControlState state) =>
        state switch
        {
            { IsPauseAsked: true } => "pause asked",
            { IsInhibited: true } => "ioctls inhibited",
            _ => "running",
        };

    // Asks all vCPUs to park.
    private Operation<Nothing> Request() =>
        Change("ask all to pause", state => state with { IsPauseAsked = true }, "pause_all_vcpus");

    // Lets all vCPUs go on.
    private Operation<Nothing> Resume() =>
        Change("let all go on", state => state with { IsPauseAsked = false }, "resume_all_vcpus");

    // No ioctl may begin, and all vCPUs are kicked.
    private Operation<Nothing> Inhibit() =>
        Change("inhibit ioctls", state => state with { IsInhibited = true }, "accel_ioctl_inhibit_begin");

    // Ioctls may begin.
    private Operation<Nothing> Allow() =>
        Change("allow ioctls", state => state with { IsInhibited = false }, "accel_ioctl_inhibit_end");

    // Takes a vCPU thread out of KVM_RUN when it was kicked; answers whether.
    private Operation<bool> LeaveIfKicked(int cpu) =>
        Rule(
                "leave if kicked",
                state => state.KeepsOut ? Effect.To(state.Kicked(cpu), true) : Effect.To(state, false),
                format: left => left ? "out of KVM_RUN" : ""
            )
            .From(new Source("vcpu_run"));

    // Blocks a vCPU thread that was kicked until all may go on.
    private Operation<Nothing> Enter(int cpu) =>
        Change(
            "wait until all may go on",
            state => state.KeepsOut ? null : state.Entered(cpu),
            "qemu_wait_io_event, accel_cpu_ioctl_begin"
        );

    // Blocks until every vCPU is parked or has halted.
    private Operation<Nothing> WaitUntilParked(IReadOnlyList<Vcpu> cpus) =>
        WaitUntil("wait until all are parked", cpus, state => state.Parked, "pause_all_vcpus");

    // Blocks until no vCPU is inside KVM_RUN, but for those that have halted: a kick gets them out at once.
    private Operation<Nothing> WaitUntilOutside(IReadOnlyList<Vcpu> cpus) =>
        WaitUntil("wait until no ioctl runs", cpus, state => state.Outside, "accel_ioctl_inhibit_begin");

    private Operation<Nothing> WaitUntil(
        string name,
        IReadOnlyList<Vcpu> cpus,
        Func<RunControlState, ulong> done,
        string routine
    ) =>
        new Transition<RunControlState, Nothing>(
            this,
            AccessMode.Write,
            name,
            (state, states) =>
                cpus.All(cpu => (done(state) & RunControlState.Bit(cpu.Number)) != 0 || cpu.HasHalted(states))
                    ? Effect.To(state)
                    : Effect.Blocked
        )
        {
            Source = new Source(routine),
        };

    // A change, or null where it is blocked.
    private Operation<Nothing> Change(string name, Func<RunControlState, RunControlState?> change, string routine) =>
        Rule(name, state => change(state) is { } next ? Effect.To(next) : Effect.Blocked).From(new Source(routine));

    // An access in guest mode, out of which the vCPU is kicked when something is asked of it.
    private Operation<(bool IsKicked, T Value)> Interruptible<T>(int cpu, Operation<T> access) =>
        new RunControlInterrupt<T>(this, cpu, access) { Source = access.Source };
}

/// <summary>Where the vCPU threads of a virtual machine are, and what user space asks of them.</summary>
/// <param name="IsPauseAsked">Whether all vCPUs are asked to park.</param>
/// <param name="Parked">One bit for each parked vCPU.</param>
/// <param name="IsInhibited">Whether no ioctl may begin: a memslot update is under way.</param>
/// <param name="Outside">One bit for each vCPU whose thread is not inside KVM_RUN; kept only where updates inhibit
/// ioctls.</param>
public readonly record struct RunControlState(bool IsPauseAsked, ulong Parked, bool IsInhibited, ulong Outside)
{
    /// <summary>Whether a kicked vCPU thread gets out of KVM_RUN and stays out.</summary>
    public bool KeepsOut => IsPauseAsked || IsInhibited;

    /// <summary>The state after a vCPU was kicked out of KVM_RUN.</summary>
    internal RunControlState Kicked(int cpu) =>
        this with
        {
            Parked = IsPauseAsked ? Parked | Bit(cpu) : Parked,
            Outside = IsInhibited ? Outside | Bit(cpu) : Outside,
        };

    /// <summary>The state after a vCPU thread has entered KVM_RUN again.</summary>
    internal RunControlState Entered(int cpu) =>
        this with
        {
            Parked = Parked & ~Bit(cpu),
            Outside = Outside & ~Bit(cpu),
        };

    internal static ulong Bit(int cpu) => 1UL << cpu;
}

/// <summary>An access out of which a vCPU is kicked, before it takes place, while something is asked of it.</summary>
internal sealed record RunControlInterrupt<T>(RunControl Control, int Cpu, Operation<T> Inner)
    : Guarded<T, (bool IsKicked, T Value)>(Access.Write(Control), Inner)
{
    protected override bool Admits(StateView states, Outcomes<(bool IsKicked, T Value)> outcomes)
    {
        var state = states.Of(Control);
        if (state.KeepsOut)
        {
            outcomes.Add((true, default!), Control.To(state.Kicked(Cpu)));
        }

        return !state.KeepsOut;
    }

    protected override (bool IsKicked, T Value) Answer(T response) => (false, response);

    protected override bool IsAnswer((bool IsKicked, T Value) answer, out T response)
    {
        response = answer.Value;
        return !answer.IsKicked;
    }

    protected override string Format((bool IsKicked, T Value) response) =>
        response.IsKicked ? "kicked out of guest mode" : base.Format(response);
}

/// <summary>The vCPU never runs again: user space stops the virtual machine.</summary>
internal sealed record VirtualMachineStops : Operation<Nothing>
{
    public override string Kind => "stopped";

    public override IReadOnlyList<Access> Footprint => [];

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) { }
}
