using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Memslots;

/// <summary>
/// QEMU's accelerator blocker: every ioctl is counted, except those of a thread that holds the big lock; an update
/// locks the counts, kicks the vCPUs that are inside an ioctl, and waits until the counts are 0.
/// </summary>
public class BlockingUserSpace : UserSpace
{
    private readonly IReadOnlyList<IoctlCount> _counts;
    private readonly IoctlCount _machineCount = new("accel_in_ioctl_lock");
    private readonly Word _event = new("accel_in_ioctl_event");

    // Whether a vCPU is counted until the instruction is complete that it has left KVM_RUN with; QEMU counts ioctls.
    private readonly bool _countsInstructions;
    private readonly bool _locksCounts;
    private readonly bool _waits;
    private readonly bool _kicks;
    private readonly bool _resetsFirst;
    private readonly bool _setsEvent;
    private readonly bool _holderPasses;

    /// <summary>Makes the virtual machine of a test.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public BlockingUserSpace(VariantSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _countsInstructions = setup.Settings.Word("counted") == "instructions";
        _counts =
        [
            .. Enumerable
                .Range(0, Cpus)
                .Select(cpu => new IoctlCount(FormattableString.Invariant($"in_ioctl_lock{cpu}"))),
        ];
        _locksCounts = setup.Has(Part.IoctlLock);
        _waits = setup.Has(Part.WaitForIoctls);
        _kicks = setup.Has(Part.BlockerKick);
        _resetsFirst = setup.Has(Part.ResetFirst);
        _setsEvent = setup.Has(Part.SetEvent);
        _holderPasses = setup.Has(Part.HolderPasses);
    }

    /// <inheritdoc/>
    protected override async Step<ulong> Enter(int cpu, bool isHalfDone)
    {
        if (!isHalfDone || !_countsInstructions)
        {
            await _counts[cpu].Begin().In("accel_cpu_ioctl_begin");
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override async Step Leave(int cpu, bool isHalfDone)
    {
        if (isHalfDone && _countsInstructions)
        {
            return;
        }

        await _counts[cpu].End().In("accel_cpu_ioctl_end");
        if (_setsEvent)
        {
            await _event.Store(1).In("accel_cpu_ioctl_end");
        }
    }

    /// <inheritdoc/>
    protected override void AddProperties(SystemModel model) =>
        model.Always(
            "no vCPU is inside an ioctl while the slot is missing",
            states => !IsHole(states) || _counts.All(count => states.Of(count).Count == 0)
        );

    /// <inheritdoc/>
    protected override async Step Update()
    {
        await BeginInhibit();
        if (!_holderPasses)
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

    /// <summary>Locks the counts, kicks the vCPUs that are inside an ioctl, and waits until the counts are 0.</summary>
    [Overridable(
        "accel_ioctl_inhibit_begin",
        "locks the counts, kicks the vCPUs that are inside an ioctl, and waits until the counts are 0"
    )]
    protected virtual async Step BeginInhibit()
    {
        for (int i = 0; i < _counts.Count && _locksCounts; i++)
        {
            await _counts[i].Lock().In("accel_ioctl_inhibit_begin");
        }

        await _machineCount.Lock().In("accel_ioctl_inhibit_begin");
        while (_waits)
        {
            if (_resetsFirst)
            {
                await _event.Store(0).In("accel_ioctl_inhibit_begin");
            }

            if (!await MustWait())
            {
                return;
            }

            if (!_resetsFirst)
            {
                await _event.Store(0).In("accel_ioctl_inhibit_begin");
            }

            await _event.Until(1).In("accel_ioctl_inhibit_begin");
        }
    }

    /// <summary>Whether a vCPU is inside an ioctl; kicks each one that is.</summary>
    [Overridable("accel_has_to_wait", "whether a vCPU is inside an ioctl; kicks each one that is")]
    protected virtual async Step<bool> MustWait()
    {
        bool mustWait = false;
        for (int i = 0; i < _counts.Count; i++)
        {
            if (await _counts[i].Count().In("accel_has_to_wait") > 0)
            {
                mustWait = true;
                if (_kicks)
                {
                    await Kicks[i].Store(1).In("accel_has_to_wait");
                }
            }
        }

        return mustWait;
    }
}
