using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Apicv;

/// <summary>
/// A VM is created with APICv disabled by the module parameter, and the reason it notes is one that others clear (patch
/// 1 of the series, 80f0497c2211).
/// </summary>
public sealed class ApicvDisableReason : VariantScenario
{
    /// <inheritdoc/>
    public override string Name => "apicv-disable-reason";

    /// <inheritdoc/>
    public override string Summary =>
        "APICv is disabled by the module parameter: does it stay inhibited when the other reasons clear? (KVM, "
        + "80f0497c2211)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new(
            "original",
            "kvm_apicv_init notes ABSENT although APICv is disabled",
            Evidence.ReadInSource,
            "kvm_apicv_init since 4f4c4a3ee53c",
            "",
            ExpectedVerdict.Violates("invariant")
        ),
        new(
            "patch1",
            "kvm_apicv_init notes DISABLE",
            Evidence.ReadInSource,
            "kvm_apicv_init since 80f0497c2211, Linux 5.18",
            "",
            ExpectedVerdict.Holds
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new(
            "patch1",
            "atomic-reasons",
            ExpectedVerdict.Violates("invariant"),
            "without apicv_update_lock two changes of the reasons overlap, and one of them overwrites the other"
        ),
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(ApicvDisableReasonLogic);
}
