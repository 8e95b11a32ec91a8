using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Races;

/// <summary>
/// A request is made while the vCPU enters guest mode: the store-buffering pair of <c>vcpu->requests</c> and
/// <c>vcpu->mode</c>, under x86-TSO.
/// </summary>
public sealed class RequestsMode : VariantScenario
{
    private static readonly ExpectedVerdict _lost = ExpectedVerdict.Violates("deadlock", "invariant");

    /// <inheritdoc/>
    public override string Name => "requests-mode";

    /// <inheritdoc/>
    public override string Summary =>
        "a request is made while the vCPU enters guest mode: does one of the two see the other? (KVM, vcpu->requests "
        + "and vcpu->mode)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new(
            "barriers",
            "both sides have a full barrier between their store and their load",
            Evidence.ReadInSource,
            "kvm_vcpu_exiting_guest_mode, vcpu_enter_guest; Linux 6.19",
            "",
            ExpectedVerdict.Holds
        ),
        new(
            "locked-instruction",
            "the request bit is set by a locked instruction, as on x86; no other barrier on that side",
            Evidence.ReadInSource,
            "kvm_make_request, vcpu_enter_guest; Linux 6.19",
            "",
            ExpectedVerdict.Holds
        ),
        new(
            "no-requester-barrier",
            "the requester loads the mode while its request may be in the store buffer",
            Evidence.Hypothesis,
            "kvm_vcpu_exiting_guest_mode without its barrier, a plain store for the bit",
            "",
            _lost
        ),
        new(
            "no-vcpu-barrier",
            "the vCPU loads the requests while its mode may be in the store buffer",
            Evidence.Hypothesis,
            "vcpu_enter_guest without its barrier",
            "",
            _lost
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new(
            "barriers",
            "requester-barrier",
            _lost,
            "the requester sees the old mode and does not kick; the vCPU sees no request"
        ),
        new("barriers", "vcpu-barrier", _lost, "the same from the other side"),
        new(
            "barriers",
            "second-look",
            _lost,
            "a request made after the first look, but before the mode is set, kicks nobody"
        ),
        new("barriers", "kick", _lost, "a vCPU that is in guest mode has looked already"),
        new("locked-instruction", "vcpu-barrier", _lost, "the mode is set by a plain store"),
        new("locked-instruction", "second-look", _lost, "as with barriers"),
        new("locked-instruction", "kick", _lost, "as with barriers"),
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(RequestsModeLogic);
}
