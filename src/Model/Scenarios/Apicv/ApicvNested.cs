using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Apicv;

/// <summary>
/// APICv is updated while a vCPU runs a nested guest (L2): the update must reach the VMCS of L1 (patch 2 of the series, 7c69661e225c, and its repair of December 2025).
/// </summary>
public sealed class ApicvNested : VariantScenario
{
    private const int ApicvUpdate = 0;

    // Either the controls of L2 are overwritten, or those of L1 are stale, or both.
    private static readonly ExpectedVerdict _both = ExpectedVerdict.Violates("assertion", "invariant");
    private static readonly ExpectedVerdict _stale = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "apicv-nested";

    /// <inheritdoc/>
    public override string Summary => "APICv is updated while L2 runs: does the update reach the VMCS of L1, and only that? (KVM, 7c69661e225c, 297631388309)";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [Parameter.Number("changes", "times that APICv is inhibited or activated, where the variant has somebody who does that", 2, 1, 4)];

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("original", "the update goes to whatever VMCS is current", Evidence.ReadInSource, "vmx_refresh_apicv_exec_ctrl before 7c69661e225c", "", _both),
        new("patch2", "an update in L2 is noted, and requested again at the nested VM-exit", Evidence.ReadInSource,
            "vmx_refresh_apicv_exec_ctrl, nested_vmx_vmexit since 7c69661e225c, Linux 5.18", "L1 runs with stale APICv controls", _stale),
        new("refresh-at-exit", "an update in L2 is noted, and made at the nested VM-exit", Evidence.Reported,
            "nested_vmx_vmexit since 297631388309", "", ExpectedVerdict.Holds),
        new("created-in-l2", "creation samples the reasons; the first KVM_RUN is in L2; without patch 2, nobody changes the reasons", Evidence.ReadInSource,
            "kvm_arch_vcpu_create before 423ecfea77dd, KVM_SET_NESTED_STATE", "", ExpectedVerdict.Holds),
        new("patch3-without-patch2", "the same with patch 3, whose pended request is served in L2", Evidence.ReadInSource,
            "kvm_arch_vcpu_create since 423ecfea77dd, vmx_refresh_apicv_exec_ctrl before 7c69661e225c", "", _both),
        new("patch3-with-patch2", "the same with patches 2 and 3, as merged", Evidence.ReadInSource,
            "423ecfea77dd and 7c69661e225c, Linux 5.18", "", _stale),
        new("patch3-with-refresh-at-exit", "the same with patch 3 and the repaired patch 2", Evidence.Reported,
            "423ecfea77dd and 297631388309", "", ExpectedVerdict.Holds),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("refresh-at-exit", "defer", _both, "the update overwrites what L1 chose for L2, and L1's own controls stay stale"),
        new("refresh-at-exit", "refresh", _stale, "the update is noted and never made"),
        new("refresh-at-exit", "prepare", ExpectedVerdict.Violates("invariant"), "L2 runs with the controls of its last run, or none"),
        new("created-in-l2", "prepare", ExpectedVerdict.Violates("invariant"), "as with refresh-at-exit"),
        new("patch3-with-refresh-at-exit", "defer", _both, "as with refresh-at-exit"),
        new("patch3-with-refresh-at-exit", "refresh", _stale, "as with refresh-at-exit"),
        new("patch3-with-refresh-at-exit", "prepare", ExpectedVerdict.Violates("invariant"), "as with refresh-at-exit"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool pends = variant.StartsWith("patch3", StringComparison.Ordinal);
        bool createdInL2 = pends || variant == "created-in-l2";
        bool refreshesAtExit = variant.EndsWith("refresh-at-exit", StringComparison.Ordinal);
        bool defers = (refreshesAtExit || variant.EndsWith("patch2", StringComparison.Ordinal)) && variant != "patch3-without-patch2";
        defers = defers && (!refreshesAtExit || parts.Has("defer"));
        bool requestsAtExit = defers && !refreshesAtExit;
        bool refreshes = refreshesAtExit && parts.Has("refresh");
        bool prepares = parts.Has("prepare");
        int changes = settings.Number("changes");

        // A vCPU that is created in L2 is created while APICv is inhibited.
        var reasons = new Word("reasons", createdInL2 ? 1UL : 0);
        var active = new Word("apicv_active", createdInL2 && !pends ? 0UL : 1);
        var vmcs01 = new Word("vmcs01", createdInL2 && !pends ? 0UL : 1);
        var vmcs12 = new Word("vmcs12");
        var vmcs02 = new Word("vmcs02");
        var inL2 = new Word("in_l2");
        var deferred = new Word("update_vmcs01_apicv_status");
        var vcpu = new VcpuRequests("vcpu", pends ? 1UL << ApicvUpdate : 0);

        async Step EnterL2()
        {
            if (prepares)
            {
                await vmcs02.Store(await vmcs12.Load().In("prepare_vmcs02")).In("prepare_vmcs02");
            }

            await inL2.Store(1).In("enter_guest_mode");
        }

        async Step LeaveL2()
        {
            await inL2.Store(0).In("leave_guest_mode");
            if (await deferred.Load().In("nested_vmx_vmexit") == 0)
            {
                return;
            }

            await deferred.Store(0).In("nested_vmx_vmexit");
            if (requestsAtExit)
            {
                await vcpu.Make(ApicvUpdate).In("nested_vmx_vmexit");
            }
            else if (refreshes)
            {
                await vmcs01.Store(await active.Load()).In("vmx_refresh_apicv_exec_ctrl");
            }
        }

        async Step Update()
        {
            ulong activate = await reasons.Load().In("kvm_apicv_activated") == 0 ? 1UL : 0;
            if (await active.Load().In("kvm_vcpu_update_apicv") == activate)
            {
                return;
            }

            await active.Store(activate).In("kvm_vcpu_update_apicv");
            bool nested = await inL2.Load().In("vmx_refresh_apicv_exec_ctrl") == 1;
            if (nested && defers)
            {
                await deferred.Store(1).In("vmx_refresh_apicv_exec_ctrl");
            }
            else
            {
                await (nested ? vmcs02 : vmcs01).Store(activate).In("vmx_refresh_apicv_exec_ctrl");
            }
        }

        async Step Run()
        {
            await vmcs12.Store(await Choice.Of(0UL, 1UL).In("L1 chooses APICv for L2"));
            if (createdInL2)
            {
                await EnterL2();
            }

            while (true)
            {
                if (await vcpu.Check(ApicvUpdate).In("vcpu_enter_guest"))
                {
                    await Update();
                }

                bool nested = await inL2.Load().In("vmx_vcpu_run") == 1;
                if (!nested)
                {
                    ulong controls = await vmcs01.Load().In("vmx_vcpu_run");
                    Claim.That(controls == await active.Load().In("vmx_vcpu_run"), "L1 runs with the APICv controls that apicv_active tells");
                }

                if (await Choice.Of(false, true).In("VM-exit between L1 and L2"))
                {
                    await (nested ? LeaveL2() : EnterL2());
                }
            }
        }

        async Step Inhibit()
        {
            for (int change = 0; change < changes; change++)
            {
                await vcpu.Make(ApicvUpdate).In("kvm_make_all_cpus_request");
                await reasons.Store(change % 2 == 0 ? 1UL : 0).In("__kvm_set_or_clear_apicv_inhibit");
            }
        }

        var model = new SystemModel(Name).Process("vcpu", Run).Observe(vmcs02, vmcs12, inL2).Always("in_l2 == 1 => vmcs02 == vmcs12");
        return createdInL2 ? model : model.Process("inhibitor", Inhibit);
    }
}
