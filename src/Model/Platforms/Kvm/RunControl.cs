using Model.Guests;
using Model.Steps;

namespace Model.Platforms.Kvm;

/// <summary>How user space pauses its vCPU threads (QEMU: <c>pause_all_vcpus</c>): it asks, kicks them out of guest mode, and waits until all are parked.</summary>
public sealed class RunControl : SharedObject<RunControlState>
{
    /// <summary>All run, and nobody asks them to pause.</summary>
    public RunControl()
        : base("run control", default)
    {
    }

    /// <summary>What user space's main loop does: pauses all vCPUs and lets them go on, once.</summary>
    public async Step PauseOnce(IReadOnlyList<Vcpu> cpus)
    {
        await Request();
        await WaitUntilParked(cpus);
        await Resume();
    }

    /// <summary>Where a vCPU thread notices a request to pause: it parks until all may go on.</summary>
    public async Step ObeyPause(int cpu)
    {
        if (await ParkIfAsked(cpu))
        {
            await WaitForResume(cpu);
        }
    }

    /// <summary>Performs an access in guest mode: a CPU is kicked out there before any instruction, and executes it after the pause.</summary>
    public async Step<T> InGuestMode<T>(int cpu, Operation<T> access)
    {
        while (true)
        {
            var (isKicked, value) = await Interruptible(cpu, access);
            if (!isKicked)
            {
                return value;
            }

            await WaitForResume(cpu);
        }
    }

    /// <inheritdoc/>
    protected internal override string Format(RunControlState state) => state.IsPauseAsked ? "pause asked" : "running";

    // Asks all vCPUs to park.
    private Operation<Nothing> Request() =>
        new RunControlChange(this, "ask all to pause", state => state with { IsPauseAsked = true }) { Source = new Source("pause_all_vcpus") };

    // Lets all vCPUs go on.
    private Operation<Nothing> Resume() =>
        new RunControlChange(this, "let all go on", state => state with { IsPauseAsked = false }) { Source = new Source("resume_all_vcpus") };

    // Parks a vCPU thread in user space when that is asked for; answers whether.
    private Operation<bool> ParkIfAsked(int cpu) => new RunControlPark(this, cpu) { Source = new Source("qemu_wait_io_event") };

    // Blocks a parked vCPU until all may go on.
    private Operation<Nothing> WaitForResume(int cpu) => new RunControlChange(
        this,
        "wait for resume",
        state => state.IsPauseAsked ? null : state with { Parked = state.Parked & ~(1UL << cpu) })
    { Source = new Source("qemu_wait_io_event") };

    // Blocks until every vCPU is parked or has halted.
    private Operation<Nothing> WaitUntilParked(IReadOnlyList<Vcpu> cpus) => new RunControlChange(
        this,
        "wait until all are parked",
        (state, states) => cpus.All(cpu => (state.Parked >> cpu.Number & 1) == 1 || cpu.HasHalted(states)) ? state : null)
    { Source = new Source("pause_all_vcpus") };

    // An access in guest mode, out of which the vCPU is kicked when a pause is asked for.
    private Operation<(bool IsKicked, T Value)> Interruptible<T>(int cpu, Operation<T> access) =>
        new RunControlInterrupt<T>(this, cpu, access) { Source = access.Source };
}
