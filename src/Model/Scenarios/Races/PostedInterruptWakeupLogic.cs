using Model.Catalogue;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>A vCPU that blocks, an interrupt handler on its processor, and perhaps a device.</summary>
public class PostedInterruptWakeupLogic : HostLogic
{
    private static readonly ExpectedVerdict _sleeps = ExpectedVerdict.Violates("deadlock", "stuck");

    /// <summary>
    /// A vCPU blocks while interrupts are posted to it: by a device through the IOMMU, and by an interrupt handler on
    /// the vCPU's own processor.
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "posted-interrupt-wakeup",
            "interrupts are posted to a vCPU that is about to block: does it wake up? (KVM, pi_enable_wakeup_handler "
            + "and "
                + "fdba608f15e2)",
            typeof(PostedInterruptWakeupLogic)
        )
        {
            Variants =
            [
                new(
                    "linux",
                    "wakes whoever the target is; looks at ON again after the wakeup vector is in place",
                    Evidence.ReadInSource,
                    "pi_enable_wakeup_handler, kvm_vcpu_trigger_posted_interrupt; Linux 6.19",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "linux-without-device",
                    "the same without an assigned device: blocking leaves the descriptor alone",
                    Evidence.ReadInSource,
                    "vmx_vcpu_pi_put, kvm_vcpu_trigger_posted_interrupt; Linux 6.19",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "no-second-look",
                    "does not look at ON after the wakeup vector is in place",
                    Evidence.Hypothesis,
                    "pi_enable_wakeup_handler without its self-IPI",
                    "",
                    _sleeps
                ),
                new(
                    "no-wake-of-running",
                    "no assigned device; does not wake the vCPU that is running on the sender's processor",
                    Evidence.Reported,
                    "vmx_deliver_posted_interrupt before fdba608f15e2",
                    "vCPU sleeps with a pending interrupt",
                    _sleeps
                ),
            ],
            Removals =
            [
                new(
                    "linux",
                    "second-look",
                    _sleeps,
                    "an interrupt posted before the vector was switched has notified nobody, and later ones find ON set"
                ),
                new("linux", "wakeup-vector", _sleeps, "the device's notification goes to a handler that wakes nobody"),
                new(
                    "linux",
                    "list-before-vector",
                    ExpectedVerdict.Holds,
                    "redundant: a wakeup that finds the list empty is made up for by the second look"
                ),
                new(
                    "linux",
                    "wake-of-running",
                    ExpectedVerdict.Holds,
                    "redundant with an assigned device: the second look sees what was posted to the running vCPU"
                ),
                new(
                    "linux",
                    "look-after-prepare",
                    ExpectedVerdict.Holds,
                    "redundant with an assigned device: the second look makes up for the lost wake"
                ),
                new(
                    "linux-without-device",
                    "wake-of-running",
                    _sleeps,
                    "the handler interrupts the vCPU between its look at the descriptor and schedule"
                ),
                new(
                    "linux-without-device",
                    "look-after-prepare",
                    _sleeps,
                    "a wake between the look at the descriptor and the change of the task's state is lost"
                ),
            ],
        };

    private readonly bool _assigned;
    private readonly bool _looksAgain;
    private readonly bool _setsVector;
    private readonly bool _listsFirst;
    private readonly bool _wakesRunning;
    private readonly bool _preparesFirst;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public PostedInterruptWakeupLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _assigned = setup.Variant is "linux" or "no-second-look";
        _looksAgain = _assigned && setup.Variant != "no-second-look" && setup.Has("second-look");
        _setsVector = _assigned && setup.Has("wakeup-vector");
        _listsFirst = _assigned && setup.Has("list-before-vector");
        _wakesRunning = setup.Variant != "no-wake-of-running" && setup.Has("wake-of-running");
        _preparesFirst = setup.Has("look-after-prepare");
        Descriptor = new Cell<PostedInterruptDescriptor>("posted-interrupt descriptor", default);
        Blocked = new Cell<bool>("wakeup list has the vCPU", false);
        Running = new Cell<bool>("the vCPU is the running one", true);
        Queue = new WaitQueue("vcpu->wait");
        InterruptsOff = new KernelSpinLock("interrupts off");
    }

    /// <summary>The posted-interrupt descriptor.</summary>
    protected Cell<PostedInterruptDescriptor> Descriptor { get; }

    /// <summary>Whether the vCPU is on the wakeup list of its processor.</summary>
    protected Cell<bool> Blocked { get; }

    /// <summary>Whether the vCPU is the one that runs on its processor.</summary>
    protected Cell<bool> Running { get; }

    /// <summary>Where the vCPU sleeps.</summary>
    protected WaitQueue Queue { get; }

    /// <summary>Keeps the handler, which runs on the vCPU's processor, out of the switch to another task.</summary>
    protected KernelSpinLock InterruptsOff { get; }

    internal override void AddTo(SystemModel model)
    {
        model.Process("vcpu", Block).Process("handler", Handler).Goal("finished(vcpu)");
        if (_assigned)
        {
            model.Process("device", Device);
        }
    }

    /// <summary>Makes notifications go to the wakeup vector.</summary>
    protected Operation<PostedInterruptDescriptor> EnableWakeup() =>
        Descriptor.Change("vector := wakeup", before => before with { WakesUp = true });

    /// <summary>Makes notifications go to the notification vector again.</summary>
    protected Operation<PostedInterruptDescriptor> DisableWakeup() =>
        Descriptor.Change("vector := notification", before => before with { WakesUp = false });

    /// <summary>Takes what is pending, and clears ON.</summary>
    protected Operation<PostedInterruptDescriptor> TakePending() =>
        Descriptor.Change("take pending", before => before with { Pending = 0, IsOutstanding = false });

    /// <summary>Posts an interrupt, and sets ON; answers the descriptor before that.</summary>
    protected Operation<PostedInterruptDescriptor> Post() =>
        Descriptor.Change("post", before => before with { Pending = before.Pending + 1, IsOutstanding = true });

    /// <summary>Handles the wakeup vector.</summary>
    [Overridable("pi_wakeup_handler", "wakes the vCPU that is on the wakeup list and has ON set")]
    protected virtual async Step WakeupHandler()
    {
        if (
            await Blocked.Load().In("pi_wakeup_handler")
            && (await Descriptor.Load().In("pi_wakeup_handler")).IsOutstanding
        )
        {
            await Queue.WakeAll().In("pi_wakeup_handler");
        }
    }

    /// <summary>Prepares a vCPU that is about to sleep.</summary>
    [Overridable(
        "pi_enable_wakeup_handler",
        "puts the vCPU on the wakeup list, switches the vector, and looks at ON again"
    )]
    protected virtual async Step EnableWakeupHandler()
    {
        if (_listsFirst)
        {
            await Blocked.Store(true).In("pi_enable_wakeup_handler");
        }

        if (_setsVector)
        {
            await EnableWakeup().In("pi_enable_wakeup_handler");
        }

        if (!_listsFirst)
        {
            await Blocked.Store(true).In("pi_enable_wakeup_handler");
        }

        if (_looksAgain && (await Descriptor.Load().In("pi_enable_wakeup_handler")).IsOutstanding)
        {
            await WakeupHandler();
        }
    }

    /// <summary>Lets another task run until the vCPU is woken.</summary>
    [Overridable("schedule, vmx_vcpu_pi_put, vmx_vcpu_pi_load", "switches to another task, and back once woken")]
    protected virtual async Step GiveUpProcessor()
    {
        await InterruptsOff.Lock().In("schedule");
        if (_assigned)
        {
            await EnableWakeupHandler();
        }

        await Running.Store(false).In("kvm_sched_out");
        await InterruptsOff.Unlock().In("schedule");
        await Queue.Schedule().In("schedule");
        await Running.Store(true).In("kvm_sched_in");
        if (_assigned)
        {
            await DisableWakeup().In("vmx_vcpu_pi_load");
            await Blocked.Store(false).In("vmx_vcpu_pi_load");
        }
    }

    /// <summary>Blocks until all interrupts have come.</summary>
    [Overridable("kvm_vcpu_block", "looks for pending interrupts, sleeps when there is none, until all have come")]
    protected virtual async Step Block()
    {
        int received = 0;
        while (received < (_assigned ? 2 : 1))
        {
            if (_preparesFirst)
            {
                await Queue.Prepare().In("kvm_vcpu_block");
            }

            var taken = await TakePending().In("kvm_vcpu_check_block");
            received += taken.Pending;
            if (!_preparesFirst)
            {
                await Queue.Prepare().In("kvm_vcpu_block");
            }

            if (taken.Pending == 0)
            {
                await GiveUpProcessor();
            }

            await Queue.Finish().In("kvm_vcpu_block");
        }
    }

    /// <summary>A device posts an interrupt through the IOMMU.</summary>
    [Overridable("IOMMU", "posts an interrupt, and sends the notification when ON was clear")]
    protected virtual async Step Device()
    {
        var before = await Post().In("IOMMU");
        if (!before.IsOutstanding && before.WakesUp)
        {
            await WakeupHandler();
        }
    }

    /// <summary>An interrupt handler on the vCPU's own processor posts an interrupt.</summary>
    [Overridable(
        "vmx_deliver_posted_interrupt, kvm_vcpu_trigger_posted_interrupt",
        "posts an interrupt, and wakes the vCPU when ON was clear"
    )]
    protected virtual async Step Handler()
    {
        await InterruptsOff.Lock().In("interrupt");
        var before = await Post().In("vmx_deliver_posted_interrupt");
        if (!before.IsOutstanding && (_wakesRunning || !await Running.Load().In("kvm_get_running_vcpu")))
        {
            await Queue.WakeAll().In("kvm_vcpu_wake_up");
        }

        await InterruptsOff.Unlock().In("interrupt");
    }
}

/// <summary>The descriptor through which interrupts are posted to a vCPU.</summary>
/// <param name="Pending">Interrupts in PIR.</param>
/// <param name="IsOutstanding">ON: a notification was sent and not yet taken.</param>
/// <param name="WakesUp">Whether NV is the wakeup vector; otherwise it is the notification vector.</param>
public readonly record struct PostedInterruptDescriptor(int Pending, bool IsOutstanding, bool WakesUp)
{
    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Pending} pending, ON {(IsOutstanding ? 1 : 0)}, NV {(WakesUp ? "wakeup" : "notification")}"
        );
}
