using Model.Catalogue;
using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Apicv;

/// <summary>A vCPU that goes between L1 and L2, and perhaps a thread that inhibits APICv meanwhile.</summary>
public class ApicvNestedLogic : HostLogic
{
    // Either the controls of L2 are overwritten, or those of L1 are stale, or both.
    private static readonly ExpectedVerdict _both = ExpectedVerdict.Violates("assertion", "invariant");
    private static readonly ExpectedVerdict _stale = ExpectedVerdict.Violates("assertion");

    /// <summary>
    /// APICv is updated while a vCPU runs a nested guest (L2): the update must reach the VMCS of L1 (patch 2 of the
    /// series, 7c69661e225c, and its repair of December 2025).
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "apicv-nested",
            "APICv is updated while L2 runs: does the update reach the VMCS of L1, and only that? (KVM, 7c69661e225c, "
                + "297631388309)",
            typeof(ApicvNestedLogic),
            Parameter.Number(
                "changes",
                "how often APICv is inhibited or activated, in variants where something does that",
                2,
                1,
                4
            )
        )
        {
            Variants =
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
                    "creation samples the reasons; the first KVM_RUN is in L2; without patch 2, nobody changes the "
                        + "reasons",
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
            ],
            Removals =
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
                new(
                    "patch3-with-refresh-at-exit",
                    "prepare",
                    ExpectedVerdict.Violates("invariant"),
                    "as with refresh-at-exit"
                ),
            ],
        };

    /// <summary><c>KVM_REQ_APICV_UPDATE</c>: the only request that is modelled.</summary>
    protected const int ApicvUpdate = 0;

    private readonly bool _createdInL2;
    private readonly bool _defers;
    private readonly bool _requestsAtExit;
    private readonly bool _refreshes;
    private readonly bool _prepares;
    private readonly int _changes;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public ApicvNestedLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        bool pends = setup.Variant.StartsWith("patch3", StringComparison.Ordinal);
        _createdInL2 = pends || setup.Variant == "created-in-l2";
        bool refreshesAtExit = setup.Variant.EndsWith("refresh-at-exit", StringComparison.Ordinal);
        _defers =
            (refreshesAtExit || setup.Variant.EndsWith("patch2", StringComparison.Ordinal))
            && setup.Variant != "patch3-without-patch2";
        _defers = _defers && (!refreshesAtExit || setup.Has("defer"));
        _requestsAtExit = _defers && !refreshesAtExit;
        _refreshes = refreshesAtExit && setup.Has("refresh");
        _prepares = setup.Has("prepare");
        _changes = setup.Settings.Number("changes");

        // A vCPU that is created in L2 is created while APICv is inhibited.
        Reasons = new Word("reasons", _createdInL2 ? 1UL : 0);
        Active = new Word("apicv_active", _createdInL2 && !pends ? 0UL : 1);
        Vmcs01 = new Word("vmcs01", _createdInL2 && !pends ? 0UL : 1);
        Vmcs12 = new Word("vmcs12");
        Vmcs02 = new Word("vmcs02");
        InL2 = new Word("in_l2");
        Deferred = new Word("update_vmcs01_apicv_status");
        Vcpu = new VcpuRequests("vcpu", pends ? 1UL << ApicvUpdate : 0);
    }

    /// <summary>The inhibit reasons: none, or one.</summary>
    protected Word Reasons { get; }

    /// <summary><c>apicv_active</c>.</summary>
    protected Word Active { get; }

    /// <summary>The APICv controls that L1 runs with.</summary>
    protected Word Vmcs01 { get; }

    /// <summary>The APICv controls that L1 chose for L2.</summary>
    protected Word Vmcs12 { get; }

    /// <summary>The APICv controls that L2 runs with.</summary>
    protected Word Vmcs02 { get; }

    /// <summary>Whether L2 is current.</summary>
    protected Word InL2 { get; }

    /// <summary><c>update_vmcs01_apicv_status</c>: whether an update in L2 is noted.</summary>
    protected Word Deferred { get; }

    /// <summary>The requests of the vCPU.</summary>
    protected VcpuRequests Vcpu { get; }

    internal override void AddTo(SystemModel model)
    {
        model.Process("vcpu", Run).Observe(Vmcs02, Vmcs12, InL2).Always("in_l2 == 1 => vmcs02 == vmcs12");
        if (!_createdInL2)
        {
            model.Process("inhibitor", Inhibit);
        }
    }

    /// <summary>Goes from L1 to L2.</summary>
    [Overridable("prepare_vmcs02, enter_guest_mode", "prepares the VMCS of L2 and makes it current")]
    protected virtual async Step EnterL2()
    {
        if (_prepares)
        {
            await Vmcs02.Store(await Vmcs12.Load().In("prepare_vmcs02")).In("prepare_vmcs02");
        }

        await InL2.Store(1).In("enter_guest_mode");
    }

    /// <summary>Goes from L2 to L1.</summary>
    [Overridable("nested_vmx_vmexit", "makes the VMCS of L1 current, and catches up on an update that was noted")]
    protected virtual async Step LeaveL2()
    {
        await InL2.Store(0).In("leave_guest_mode");
        if (await Deferred.Load().In("nested_vmx_vmexit") == 0)
        {
            return;
        }

        await Deferred.Store(0).In("nested_vmx_vmexit");
        if (_requestsAtExit)
        {
            await Vcpu.Make(ApicvUpdate).In("nested_vmx_vmexit");
        }
        else if (_refreshes)
        {
            await Vmcs01.Store(await Active.Load()).In("vmx_refresh_apicv_exec_ctrl");
        }
    }

    /// <summary>Serves the request.</summary>
    [Overridable(
        "kvm_vcpu_update_apicv, vmx_refresh_apicv_exec_ctrl",
        "takes apicv_active from the inhibit reasons and refreshes the controls of a VMCS, or notes that"
    )]
    protected virtual async Step Update()
    {
        ulong activate = await Reasons.Load().In("kvm_apicv_activated") == 0 ? 1UL : 0;
        if (await Active.Load().In("kvm_vcpu_update_apicv") == activate)
        {
            return;
        }

        await Active.Store(activate).In("kvm_vcpu_update_apicv");
        bool nested = await InL2.Load().In("vmx_refresh_apicv_exec_ctrl") == 1;
        if (nested && _defers)
        {
            await Deferred.Store(1).In("vmx_refresh_apicv_exec_ctrl");
        }
        else
        {
            await (nested ? Vmcs02 : Vmcs01).Store(activate).In("vmx_refresh_apicv_exec_ctrl");
        }
    }

    /// <summary>Inhibits and activates APICv.</summary>
    [Overridable("__kvm_set_or_clear_apicv_inhibit", "requests an update of the vCPU, then changes the reasons")]
    protected virtual async Step Inhibit()
    {
        for (int change = 0; change < _changes; change++)
        {
            await Vcpu.Make(ApicvUpdate).In("kvm_make_all_cpus_request");
            await Reasons.Store(change % 2 == 0 ? 1UL : 0).In("__kvm_set_or_clear_apicv_inhibit");
        }
    }

    private async Step Run()
    {
        await Vmcs12.Store(await Choice.Of(0UL, 1UL).In("L1 chooses APICv for L2"));
        if (_createdInL2)
        {
            await EnterL2();
        }

        while (true)
        {
            if (await Vcpu.Check(ApicvUpdate).In("vcpu_enter_guest"))
            {
                await Update();
            }

            bool nested = await InL2.Load().In("vmx_vcpu_run") == 1;
            if (!nested)
            {
                ulong controls = await Vmcs01.Load().In("vmx_vcpu_run");
                Claim.That(
                    controls == await Active.Load().In("vmx_vcpu_run"),
                    "L1 runs with the APICv controls that apicv_active tells"
                );
            }

            if (await Choice.Of(false, true).In("VM-exit between L1 and L2"))
            {
                await (nested ? LeaveL2() : EnterL2());
            }
        }
    }
}
