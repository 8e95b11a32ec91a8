using Model.Guests;
using Model.Steps;

namespace Model.Platforms.Kvm;

/// <summary>How user space pauses its vCPU threads (QEMU: <c>pause_all_vcpus</c>): it asks, kicks them out of guest mode, and waits until all are parked.</summary>
internal sealed class RunControl : SharedObject<RunControlState>
{
    public RunControl()
        : base("run control", default)
    {
    }

    /// <summary>Asks all vCPUs to park.</summary>
    public Operation<Nothing> Request() =>
        new RunControlChange(this, "ask all to pause", state => state with { IsPauseAsked = true }) { Source = new Source("pause_all_vcpus") };

    /// <summary>Lets all vCPUs go on.</summary>
    public Operation<Nothing> Resume() =>
        new RunControlChange(this, "let all go on", state => state with { IsPauseAsked = false }) { Source = new Source("resume_all_vcpus") };

    /// <summary>Parks a vCPU thread in user space when that is asked for; answers whether.</summary>
    public Operation<bool> ParkIfAsked(int cpu) => new RunControlPark(this, cpu) { Source = new Source("qemu_wait_io_event") };

    /// <summary>Blocks a parked vCPU until all may go on.</summary>
    public Operation<Nothing> WaitForResume(int cpu) => new RunControlChange(
        this,
        "wait for resume",
        state => state.IsPauseAsked ? null : state with { Parked = state.Parked & ~(1UL << cpu) })
    { Source = new Source("qemu_wait_io_event") };

    /// <summary>Blocks until every vCPU is parked or has halted.</summary>
    public Operation<Nothing> WaitUntilParked(IReadOnlyList<Vcpu> cpus) => new RunControlChange(
        this,
        "wait until all are parked",
        (state, states) => cpus.All(cpu => (state.Parked >> cpu.Number & 1) == 1 || states.HasFinished(cpu.Name)) ? state : null)
    { Source = new Source("pause_all_vcpus") };

    /// <summary>An access in guest mode, out of which the vCPU is kicked when a pause is asked for.</summary>
    public Operation<(bool IsKicked, T Value)> Interruptible<T>(int cpu, Operation<T> access) =>
        new RunControlInterrupt<T>(this, cpu, access) { Source = access.Source };

    /// <inheritdoc/>
    protected internal override string Format(RunControlState state) => state.IsPauseAsked ? "pause asked" : "running";
}
