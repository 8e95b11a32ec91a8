using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Memslots;

/// <summary>
/// Pauses all vCPUs around an update. A vCPU thread pauses only where KVM_RUN was interrupted: with a device access
/// pending it enters KVM once more, which completes the instruction before it notices the signal.
/// </summary>
public class PausingUserSpace : UserSpace
{
    private readonly Word _stop = new("stop");
    private readonly IReadOnlyList<Word> _paused;
    private readonly bool _completesFirst;
    private readonly bool _kicks;
    private readonly bool _waits;
    private readonly bool _releases;

    /// <summary>Makes the virtual machine of a test.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public PausingUserSpace(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _paused = [.. Enumerable.Range(0, Cpus).Select(cpu => new Word(FormattableString.Invariant($"paused{cpu}")))];
        _completesFirst = setup.Has(Part.Completion);
        _kicks = setup.Has(Part.PauseKick);
        _waits = setup.Has(Part.WaitForPaused);
        _releases = setup.Has(Part.ReleaseWhileWaiting);
    }

    /// <inheritdoc/>
    protected override async Step Leave(int cpu, bool isHalfDone)
    {
        if (!_completesFirst)
        {
            await Pause(cpu);
        }
    }

    /// <inheritdoc/>
    protected override async Step TakeInterrupt(int cpu)
    {
        await base.TakeInterrupt(cpu);
        await Pause(cpu);
    }

    /// <inheritdoc/>
    protected override void AddProperties(SystemModel model) =>
        model.Always("every vCPU is paused while the slot is missing", states => !IsHole(states) || ArePaused(states));

    /// <inheritdoc/>
    protected override async Step Update()
    {
        await _stop.Store(1).In("pause_all_vcpus");
        for (int i = 0; i < _paused.Count && _kicks; i++)
        {
            await Kicks[i].Store(1).In("pause_all_vcpus");
        }

        if (_waits)
        {
            await WaitUntilPaused();
        }

        await DeleteAndCreate();
        for (int i = 0; i < _paused.Count; i++)
        {
            await _paused[i].Store(0).In("resume_all_vcpus");
        }

        await _stop.Store(0).In("resume_all_vcpus");
    }

    /// <summary>The main thread waits until all vCPUs are paused, without the big lock.</summary>
    [Overridable("pause_all_vcpus", "waits until all vCPUs are paused, without the big lock")]
    protected virtual async Step WaitUntilPaused()
    {
        if (_releases)
        {
            await BigLock.Unlock();
        }

        await AllPaused();
        if (_releases)
        {
            await BigLock.Lock().In("pause_all_vcpus");
        }
    }

    private Operation<Nothing> AllPaused() =>
        Wait.Until(ArePaused, "all vCPUs are paused", [.. _paused, IsStopped]).In("pause_all_vcpus");

    private bool ArePaused(StateView states) =>
        states.Of(IsStopped) != 0 || _paused.All(paused => states.Of(paused) != 0);

    /// <summary>A vCPU thread pauses while that is asked for.</summary>
    /// <param name="cpu">The vCPU.</param>
    [Overridable("qemu_wait_io_event", "a vCPU thread pauses while that is asked for")]
    protected virtual async Step Pause(int cpu)
    {
        await BigLock.Lock().In("qemu_wait_io_event");
        while (await _stop.Load().In("qemu_wait_io_event") != 0)
        {
            await _paused[cpu].Store(1).In("qemu_wait_io_event");
            await BigLock.Unlock();
            await _paused[cpu].Until(0).In("qemu_wait_io_event");
            await BigLock.Lock().In("qemu_wait_io_event");
        }

        await BigLock.Unlock();
    }
}
