using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Memslots;

/// <summary>
/// QEMU's accelerator blocker: every ioctl is counted, except those of a thread that holds the big lock; an update locks the counts, kicks the
/// vCPUs that are inside an ioctl, and waits until the counts are 0.
/// </summary>
internal sealed class BlockingUserSpace : UserSpace
{
    private readonly IReadOnlyList<IoctlCount> _counts;
    private readonly IoctlCount _machineCount = new("accel_in_ioctl_lock");
    private readonly Word _event = new("accel_in_ioctl_event");
    private readonly bool _countsInstructions;
    private readonly Parts _parts;

    /// <param name="memory">The virtual machine.</param>
    /// <param name="cpus">How many vCPUs it has.</param>
    /// <param name="countsInstructions">Whether a vCPU is counted until the instruction is complete that it has left KVM_RUN with; QEMU counts ioctls.</param>
    /// <param name="parts">What is removed.</param>
    public BlockingUserSpace(SlotMemory memory, int cpus, bool countsInstructions, Parts parts)
        : base(memory, cpus)
    {
        _countsInstructions = countsInstructions;
        _counts = [.. Enumerable.Range(0, cpus).Select(cpu => new IoctlCount(FormattableString.Invariant($"in_ioctl_lock{cpu}")))];
        _parts = parts;
    }

    public override async Step<ulong> Enter(int cpu, bool isHalfDone)
    {
        if (!isHalfDone || !_countsInstructions)
        {
            await _counts[cpu].Begin().In("accel_cpu_ioctl_begin");
        }

        return 0;
    }

    public override async Step Leave(int cpu, bool isHalfDone)
    {
        if (isHalfDone && _countsInstructions)
        {
            return;
        }

        await _counts[cpu].End().In("accel_cpu_ioctl_end");
        if (_parts.Has(Part.SetEvent))
        {
            await _event.Store(1).In("accel_cpu_ioctl_end");
        }
    }

    public override void AddProperties(SystemModel model) => model.Always(
        "no vCPU is inside an ioctl while the slot is missing",
        states => !IsHole(states) || _counts.All(count => states.Of(count).Count == 0));

    protected override async Step Update()
    {
        await BeginInhibit();
        if (!_parts.Has(Part.HolderPasses))
        {
            await _machineCount.Begin().In("accel_ioctl_begin");
        }

        await DeleteAndCreate();
        await _machineCount.Unlock().In("accel_ioctl_inhibit_end");
        for (int i = 0; i < _counts.Count; i++)
        {
            await _counts[i].Unlock().In("accel_ioctl_inhibit_end");
        }
    }

    private async Step BeginInhibit()
    {
        for (int i = 0; i < _counts.Count && _parts.Has(Part.IoctlLock); i++)
        {
            await _counts[i].Lock().In("accel_ioctl_inhibit_begin");
        }

        await _machineCount.Lock().In("accel_ioctl_inhibit_begin");
        while (_parts.Has(Part.WaitForIoctls))
        {
            if (_parts.Has(Part.ResetFirst))
            {
                await _event.Store(0).In("accel_ioctl_inhibit_begin");
            }

            if (!await MustWait())
            {
                return;
            }

            if (!_parts.Has(Part.ResetFirst))
            {
                await _event.Store(0).In("accel_ioctl_inhibit_begin");
            }

            await _event.Until(1).In("accel_ioctl_inhibit_begin");
        }
    }

    private async Step<bool> MustWait()
    {
        bool mustWait = false;
        for (int i = 0; i < _counts.Count; i++)
        {
            if (await _counts[i].Count().In("accel_has_to_wait") > 0)
            {
                mustWait = true;
                if (_parts.Has(Part.BlockerKick))
                {
                    await Kicks[i].Store(1).In("accel_has_to_wait");
                }
            }
        }

        return mustWait;
    }
}
