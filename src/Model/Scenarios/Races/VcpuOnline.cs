using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Races;

/// <summary>
/// User space guesses the file descriptor of a vCPU that is still being created, and performs an ioctl on it
/// (6e2b2358b3ef).
/// </summary>
public sealed class VcpuOnline : VariantScenario
{
    private static readonly ExpectedVerdict _early = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "vcpu-online";

    /// <inheritdoc/>
    public override string Summary =>
        "an ioctl comes to a vCPU whose descriptor is there before it is online: is it held back? (KVM, 6e2b2358b3ef)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new(
            "waits-for-mutex",
            "creation holds the vCPU's mutex until the vCPU is online; an ioctl that comes before waits for it",
            Evidence.Reported,
            "kvm_vm_ioctl_create_vcpu, kvm_vcpu_ioctl since 6e2b2358b3ef",
            "",
            ExpectedVerdict.Holds
        ),
        new(
            "original",
            "the descriptor is installed, then the vCPU becomes online; nothing is held",
            Evidence.Reported,
            "kvm_vm_ioctl_create_vcpu before 6e2b2358b3ef",
            "ioctls on a vCPU that is not online",
            _early
        ),
        new(
            "online-before-descriptor",
            "the vCPU becomes online, then the descriptor is installed, which may fail",
            Evidence.Hypothesis,
            "kvm_vm_ioctl_create_vcpu with the two steps exchanged",
            "",
            _early
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("waits-for-mutex", "creation-mutex", _early, "an ioctl finds the mutex free before the vCPU is online"),
        new("waits-for-mutex", "ioctl-mutex", _early, "an ioctl does not wait for creation"),
        new(
            "waits-for-mutex",
            "count-check",
            _early,
            "a walk over the vCPUs takes an entry that is not counted yet, and creation may still fail: vCPU 0 "
                + "before 0664dc74e9d0"
        ),
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(VcpuOnlineLogic);
}
