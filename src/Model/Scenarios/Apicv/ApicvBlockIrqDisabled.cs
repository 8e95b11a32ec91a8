using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Apicv;

/// <summary>
/// A debugger blocks interrupts in a VM whose APICv is disabled by the module parameter: there is nothing to update
/// (patch 4 of the series, 0047fb33f811).
/// </summary>
public sealed class ApicvBlockIrqDisabled : VariantScenario
{
    private static readonly ExpectedVerdict _updates = ExpectedVerdict.Violates("invariant", "stuck");

    /// <inheritdoc/>
    public override string Name => "apicv-blockirq-disabled";

    /// <inheritdoc/>
    public override string Summary =>
        "interrupts are blocked for debugging while APICv is disabled: is there any lock or request? (KVM, "
        + "0047fb33f811)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new(
            "original",
            "the reasons are updated under apicv_update_lock although APICv is disabled",
            Evidence.ReadInSource,
            "kvm_arch_vcpu_guestdbg_update_apicv_inhibit since cae72dcc3b21",
            "",
            _updates
        ),
        new(
            "original-with-wrong-reason",
            "the same before patch 1, when ABSENT is noted instead of DISABLE and is cleared later",
            Evidence.ReadInSource,
            "kvm_arch_vcpu_guestdbg_update_apicv_inhibit since cae72dcc3b21, kvm_apicv_init since 4f4c4a3ee53c",
            "",
            _updates
        ),
        new(
            "patch4",
            "returns at once when APICv is disabled",
            Evidence.ReadInSource,
            "kvm_arch_vcpu_guestdbg_update_apicv_inhibit since 0047fb33f811, Linux 5.18",
            "",
            ExpectedVerdict.Holds
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [new("patch4", "early-return", _updates, "the lock is taken for nothing, and may have to be waited for")];

    /// <inheritdoc/>
    internal override Type Logic => typeof(ApicvBlockIrqDisabledLogic);
}
