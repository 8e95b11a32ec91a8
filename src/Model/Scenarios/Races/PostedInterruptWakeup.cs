using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Races;

/// <summary>
/// A vCPU blocks while interrupts are posted to it: by a device through the IOMMU, and by an interrupt handler on the
/// vCPU's own processor.
/// </summary>
public sealed class PostedInterruptWakeup : VariantScenario
{
    private static readonly ExpectedVerdict _sleeps = ExpectedVerdict.Violates("deadlock", "stuck");

    /// <inheritdoc/>
    public override string Name => "posted-interrupt-wakeup";

    /// <inheritdoc/>
    public override string Summary =>
        "interrupts are posted to a vCPU that is about to block: does it wake up? (KVM, pi_enable_wakeup_handler and "
        + "fdba608f15e2)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
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
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
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
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(PostedInterruptWakeupLogic);
}
