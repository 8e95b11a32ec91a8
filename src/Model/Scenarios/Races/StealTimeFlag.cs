using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Races;

/// <summary>
/// The host takes the flags of a preempted vCPU while another vCPU of the guest adds a request to flush its TLB
/// (CVE-2019-3016).
/// </summary>
public sealed class StealTimeFlag : VariantScenario
{
    private static readonly ExpectedVerdict _stale = ExpectedVerdict.Violates("invariant");

    /// <inheritdoc/>
    public override string Name => "steal-time-flag";

    /// <inheritdoc/>
    public override string Summary =>
        "the host clears a vCPU's preempted byte while the guest asks for a TLB flush in it: is the flush lost? "
        + "(KVM, b043138246a4)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new(
            "exchange",
            "the host takes and clears the byte in one instruction",
            Evidence.Reported,
            "record_steal_time since b043138246a4",
            "",
            ExpectedVerdict.Holds
        ),
        new(
            "load-then-store",
            "the host reads the byte, flushes if asked, then clears it",
            Evidence.Reported,
            "record_steal_time before b043138246a4",
            "lost TLB flush, CVE-2019-3016",
            _stale
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new(
            "exchange",
            "host-exchange",
            _stale,
            "a request that comes between the host's load and store is overwritten"
        ),
        new(
            "exchange",
            "guest-compare",
            _stale,
            "the guest writes its request although the vCPU is running again and nobody looks at it"
        ),
        new("exchange", "interrupt-when-running", _stale, "a running vCPU is not told at all"),
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(StealTimeFlagLogic);
}
