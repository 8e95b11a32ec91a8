using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>
/// A vCPU blocks while interrupts are posted to it: by a device through the IOMMU, and by an interrupt handler on the vCPU's own processor.
/// </summary>
public sealed class PostedInterruptWakeup : VariantScenario
{
    private static readonly ExpectedVerdict _sleeps = ExpectedVerdict.Violates("deadlock", "stuck");

    /// <inheritdoc/>
    public override string Name => "posted-interrupt-wakeup";

    /// <inheritdoc/>
    public override string Summary => "interrupts are posted to a vCPU that is about to block: does it wake up? (KVM, pi_enable_wakeup_handler and fdba608f15e2)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("linux", "wakes whoever the target is; looks at ON again after the wakeup vector is in place", Evidence.ReadInSource,
            "pi_enable_wakeup_handler, kvm_vcpu_trigger_posted_interrupt; Linux 6.19", "", ExpectedVerdict.Holds),
        new("linux-without-device", "the same without an assigned device: blocking leaves the descriptor alone", Evidence.ReadInSource,
            "vmx_vcpu_pi_put, kvm_vcpu_trigger_posted_interrupt; Linux 6.19", "", ExpectedVerdict.Holds),
        new("no-second-look", "does not look at ON after the wakeup vector is in place", Evidence.Hypothesis,
            "pi_enable_wakeup_handler without its self-IPI", "", _sleeps),
        new("no-wake-of-running", "no assigned device; does not wake the vCPU that is running on the sender's processor", Evidence.Reported,
            "vmx_deliver_posted_interrupt before fdba608f15e2", "vCPU sleeps with a pending interrupt", _sleeps),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("linux", "second-look", _sleeps, "an interrupt posted before the vector was switched has notified nobody, and later ones find ON set"),
        new("linux", "wakeup-vector", _sleeps, "the device's notification goes to a handler that wakes nobody"),
        new("linux", "list-before-vector", ExpectedVerdict.Holds, "redundant: a wakeup that finds the list empty is made up for by the second look"),
        new("linux", "wake-of-running", ExpectedVerdict.Holds, "redundant with an assigned device: the second look sees what was posted to the running vCPU"),
        new("linux", "look-after-prepare", ExpectedVerdict.Holds, "redundant with an assigned device: the second look makes up for the lost wake"),
        new("linux-without-device", "wake-of-running", _sleeps, "the handler interrupts the vCPU between its look at the descriptor and schedule"),
        new("linux-without-device", "look-after-prepare", _sleeps, "a wake between the look at the descriptor and the change of the task's state is lost"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool assigned = variant is "linux" or "no-second-look";
        bool looksAgain = assigned && variant != "no-second-look" && parts.Has("second-look");
        bool setsVector = assigned && parts.Has("wakeup-vector");
        bool listsFirst = assigned && parts.Has("list-before-vector");
        bool wakesRunning = variant != "no-wake-of-running" && parts.Has("wake-of-running");
        bool preparesFirst = parts.Has("look-after-prepare");
        var descriptor = new Cell<PostedInterruptDescriptor>("posted-interrupt descriptor", default);
        var blocked = new Cell<bool>("wakeup list has the vCPU", false);
        var running = new Cell<bool>("the vCPU is the running one", true);
        var queue = new WaitQueue("vcpu->wait");

        // Keeps the handler, which runs on the vCPU's processor, out of the switch to another task.
        var interruptsOff = new KernelSpinLock("interrupts off");

        Operation<PostedInterruptDescriptor> EnableWakeup() => descriptor.Change("vector := wakeup", before => before with { WakesUp = true });
        Operation<PostedInterruptDescriptor> DisableWakeup() => descriptor.Change("vector := notification", before => before with { WakesUp = false });
        Operation<PostedInterruptDescriptor> TakePending() =>
            descriptor.Change("take pending", before => before with { Pending = 0, IsOutstanding = false });
        Operation<PostedInterruptDescriptor> Post() =>
            descriptor.Change("post", before => before with { Pending = before.Pending + 1, IsOutstanding = true });

        async Step WakeupHandler()
        {
            if (await blocked.Load().In("pi_wakeup_handler") && (await descriptor.Load().In("pi_wakeup_handler")).IsOutstanding)
            {
                await queue.WakeAll().In("pi_wakeup_handler");
            }
        }

        async Step EnableWakeupHandler()
        {
            if (listsFirst)
            {
                await blocked.Store(true).In("pi_enable_wakeup_handler");
            }

            if (setsVector)
            {
                await EnableWakeup().In("pi_enable_wakeup_handler");
            }

            if (!listsFirst)
            {
                await blocked.Store(true).In("pi_enable_wakeup_handler");
            }

            if (looksAgain && (await descriptor.Load().In("pi_enable_wakeup_handler")).IsOutstanding)
            {
                await WakeupHandler();
            }
        }

        async Step GiveUpProcessor()
        {
            await interruptsOff.Lock().In("schedule");
            if (assigned)
            {
                await EnableWakeupHandler();
            }

            await running.Store(false).In("kvm_sched_out");
            await interruptsOff.Unlock().In("schedule");
            await queue.Schedule().In("schedule");
            await running.Store(true).In("kvm_sched_in");
            if (assigned)
            {
                await DisableWakeup().In("vmx_vcpu_pi_load");
                await blocked.Store(false).In("vmx_vcpu_pi_load");
            }
        }

        // kvm_vcpu_block until all interrupts have come.
        async Step Block()
        {
            int received = 0;
            while (received < (assigned ? 2 : 1))
            {
                if (preparesFirst)
                {
                    await queue.Prepare().In("kvm_vcpu_block");
                }

                var taken = await TakePending().In("kvm_vcpu_check_block");
                received += taken.Pending;
                if (!preparesFirst)
                {
                    await queue.Prepare().In("kvm_vcpu_block");
                }

                if (taken.Pending == 0)
                {
                    await GiveUpProcessor();
                }

                await queue.Finish().In("kvm_vcpu_block");
            }
        }

        async Step Device()
        {
            var before = await Post().In("IOMMU");
            if (!before.IsOutstanding && before.WakesUp)
            {
                await WakeupHandler();
            }
        }

        async Step Handler()
        {
            await interruptsOff.Lock().In("interrupt");
            var before = await Post().In("vmx_deliver_posted_interrupt");
            if (!before.IsOutstanding && (wakesRunning || !await running.Load().In("kvm_get_running_vcpu")))
            {
                await queue.WakeAll().In("kvm_vcpu_wake_up");
            }

            await interruptsOff.Unlock().In("interrupt");
        }

        var model = new SystemModel(Name).Process("vcpu", Block).Process("handler", Handler).Goal("finished(vcpu)");
        return assigned ? model.Process("device", Device) : model;
    }
}
