using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Memslots;

/// <summary>
/// Pauses all vCPUs around an update. A vCPU thread pauses only where KVM_RUN was interrupted: with a device access pending it enters KVM once
/// more, which completes the instruction before it notices the signal.
/// </summary>
internal sealed class PausingUserSpace : UserSpace
{
    private readonly Word _stop = new("stop");
    private readonly IReadOnlyList<Word> _paused;
    private readonly Parts _parts;

    public PausingUserSpace(SlotMemory memory, int cpus, Parts parts)
        : base(memory, cpus)
    {
        _paused = [.. Enumerable.Range(0, cpus).Select(cpu => new Word(FormattableString.Invariant($"paused{cpu}")))];
        _parts = parts;
    }

    public override async Step Leave(int cpu, bool isHalfDone)
    {
        if (!_parts.Has(Part.Completion))
        {
            await Pause(cpu);
        }
    }

    public override async Step TakeInterrupt(int cpu)
    {
        await base.TakeInterrupt(cpu);
        await Pause(cpu);
    }

    public override void AddProperties(SystemModel model) =>
        model.Always("every vCPU is paused while the slot is missing", states => !IsHole(states) || ArePaused(states));

    protected override async Step Update()
    {
        await _stop.Store(1).In("pause_all_vcpus");
        for (int i = 0; i < _paused.Count && _parts.Has(Part.PauseKick); i++)
        {
            await Kicks[i].Store(1).In("pause_all_vcpus");
        }

        if (_parts.Has(Part.WaitForPaused))
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

    private async Step WaitUntilPaused()
    {
        bool releases = _parts.Has(Part.ReleaseWhileWaiting);
        if (releases)
        {
            await BigLock.Unlock();
        }

        await AllPaused();
        if (releases)
        {
            await BigLock.Lock().In("pause_all_vcpus");
        }
    }

    private Operation<Nothing> AllPaused() => Wait.Until(ArePaused, "all vCPUs are paused", [.. _paused, IsStopped]).In("pause_all_vcpus");

    private bool ArePaused(StateView states) => states.Of(IsStopped) != 0 || _paused.All(paused => states.Of(paused) != 0);

    private async Step Pause(int cpu)
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
