using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Apicv;

/// <summary>
/// APICv is updated while a vCPU runs a nested guest (L2): the update must reach the VMCS of L1 (patch 2 of the series,
/// 7c69661e225c, and its repair of December 2025).
/// </summary>
public sealed class ApicvNested : VariantScenario
{
    // Either the controls of L2 are overwritten, or those of L1 are stale, or both.
    private static readonly ExpectedVerdict _both = ExpectedVerdict.Violates("assertion", "invariant");
    private static readonly ExpectedVerdict _stale = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "apicv-nested";

    /// <inheritdoc/>
    public override string Summary =>
        "APICv is updated while L2 runs: does the update reach the VMCS of L1, and only that? (KVM, 7c69661e225c, "
        + "297631388309)";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Number(
            "changes",
            "times that APICv is inhibited or activated, where the variant has somebody who does that",
            2,
            1,
            4
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new(
            "original",
            "the update goes to whatever VMCS is current",
            Evidence.ReadInSource,
            "vmx_refresh_apicv_exec_ctrl before 7c69661e225c",
            "",
            _both
        ),
        new(
            "patch2",
            "an update in L2 is noted, and requested again at the nested VM-exit",
            Evidence.ReadInSource,
            "vmx_refresh_apicv_exec_ctrl, nested_vmx_vmexit since 7c69661e225c, Linux 5.18",
            "L1 runs with stale APICv controls",
            _stale
        ),
        new(
            "refresh-at-exit",
            "an update in L2 is noted, and made at the nested VM-exit",
            Evidence.Reported,
            "nested_vmx_vmexit since 297631388309",
            "",
            ExpectedVerdict.Holds
        ),
        new(
            "created-in-l2",
            "creation samples the reasons; the first KVM_RUN is in L2; without patch 2, nobody changes the reasons",
            Evidence.ReadInSource,
            "kvm_arch_vcpu_create before 423ecfea77dd, KVM_SET_NESTED_STATE",
            "",
            ExpectedVerdict.Holds
        ),
        new(
            "patch3-without-patch2",
            "the same with patch 3, whose pended request is served in L2",
            Evidence.ReadInSource,
            "kvm_arch_vcpu_create since 423ecfea77dd, vmx_refresh_apicv_exec_ctrl before 7c69661e225c",
            "",
            _both
        ),
        new(
            "patch3-with-patch2",
            "the same with patches 2 and 3, as merged",
            Evidence.ReadInSource,
            "423ecfea77dd and 7c69661e225c, Linux 5.18",
            "",
            _stale
        ),
        new(
            "patch3-with-refresh-at-exit",
            "the same with patch 3 and the repaired patch 2",
            Evidence.Reported,
            "423ecfea77dd and 297631388309",
            "",
            ExpectedVerdict.Holds
        ),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new(
            "refresh-at-exit",
            "defer",
            _both,
            "the update overwrites what L1 chose for L2, and L1's own controls stay stale"
        ),
        new("refresh-at-exit", "refresh", _stale, "the update is noted and never made"),
        new(
            "refresh-at-exit",
            "prepare",
            ExpectedVerdict.Violates("invariant"),
            "L2 runs with the controls of its last run, or none"
        ),
        new("created-in-l2", "prepare", ExpectedVerdict.Violates("invariant"), "as with refresh-at-exit"),
        new("patch3-with-refresh-at-exit", "defer", _both, "as with refresh-at-exit"),
        new("patch3-with-refresh-at-exit", "refresh", _stale, "as with refresh-at-exit"),
        new("patch3-with-refresh-at-exit", "prepare", ExpectedVerdict.Violates("invariant"), "as with refresh-at-exit"),
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(ApicvNestedLogic);
}
