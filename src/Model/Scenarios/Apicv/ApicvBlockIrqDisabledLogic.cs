using Model.Catalogue;
using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Apicv;

/// <summary>A debugger that blocks interrupts, a thread that holds the lock, and a vCPU that runs.</summary>
public class ApicvBlockIrqDisabledLogic : HostLogic
{
    private static readonly ExpectedVerdict _updates = ExpectedVerdict.Violates("invariant", "stuck");

    /// <summary>
    /// A debugger blocks interrupts in a VM whose APICv is disabled by the module parameter: there is nothing to update
    /// (patch 4 of the series, 0047fb33f811).
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "apicv-blockirq-disabled",
            "interrupts are blocked for debugging while APICv is disabled: is there any lock or request? (KVM, "
                + "0047fb33f811)",
            typeof(ApicvBlockIrqDisabledLogic)
        )
        {
            Variants =
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
            ],
            Removals =
            [
                new("patch4", "early-return", _updates, "the lock is taken for nothing, and may have to be waited for"),
            ],
        };

    /// <summary>APICV_INHIBIT_REASON_DISABLE.</summary>
    protected const ulong Disable = 1;

    /// <summary>APICV_INHIBIT_REASON_BLOCKIRQ.</summary>
    protected const ulong BlockIrq = 2;

    private readonly bool _returnsEarly;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public ApicvBlockIrqDisabledLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _returnsEarly = setup.Variant == "patch4" && setup.Has("early-return");
        UpdateLock = new ReadWriteSemaphore("apicv_update_lock");
        Vcpu = new VcpuRequests("vcpu");
        Reasons = new Word("reasons", setup.Variant == "original-with-wrong-reason" ? 0UL : Disable);
        Debugged = new Word("debugged");
    }

    /// <summary><c>apicv_update_lock</c>.</summary>
    protected ReadWriteSemaphore UpdateLock { get; }

    /// <summary>The requests and the mode of the vCPU.</summary>
    protected VcpuRequests Vcpu { get; }

    /// <summary><c>apicv_inhibit_reasons</c>.</summary>
    protected Word Reasons { get; }

    /// <summary>Whether interrupts are blocked for debugging.</summary>
    protected Word Debugged { get; }

    internal override void AddTo(SystemModel model) =>
        model
            .Process("debugger", SetAndClear)
            .Process("holder", Hold)
            .Background("vcpu", Run)
            .Observe(Debugged)
            .Always(
                "nobody takes apicv_update_lock while APICv is disabled",
                states => !UpdateLock.IsHeldBy(states, "debugger")
            )
            .Always("no vCPU is asked to update APICv while it is disabled", states => states.Of(Vcpu).Requests == 0)
            .Goal("finished(debugger)");

    /// <summary>Blocks interrupts for debugging, or lets them through again.</summary>
    /// <param name="block">Whether they are blocked.</param>
    [Overridable(
        "kvm_arch_vcpu_guestdbg_update_apicv_inhibit",
        "notes whether interrupts are blocked, and sets or clears the inhibit reason"
    )]
    protected virtual async Step Debug(bool block)
    {
        await Debugged.Store(block ? 1UL : 0).In("kvm_arch_vcpu_ioctl_set_guest_debug");
        if (_returnsEarly)
        {
            return;
        }

        await UpdateLock.DownWrite("kvm_arch_vcpu_guestdbg_update_apicv_inhibit");
        ulong before = await Reasons.Load().In("__kvm_set_or_clear_apicv_inhibit");
        ulong after = block ? before | BlockIrq : before & ~BlockIrq;
        if ((before == 0) != (after == 0))
        {
            await Vcpu.Make(0).In("kvm_make_all_cpus_request");
            if (await Vcpu.Kick().In("kvm_make_all_cpus_request") != VcpuMode.OutsideGuestMode)
            {
                await Vcpu.WaitForKick().In("kvm_make_all_cpus_request");
            }
        }

        await Reasons.Store(after).In("__kvm_set_or_clear_apicv_inhibit");
        await UpdateLock.UpWrite().In("kvm_arch_vcpu_guestdbg_update_apicv_inhibit");
    }

    private async Step SetAndClear()
    {
        await Debug(block: true);
        await Debug(block: false);
    }

    // Another ioctl has the lock for as long as it likes.
    private async Step Hold() => await UpdateLock.DownWrite("kvm_set_or_clear_apicv_inhibit");

    private async Step Run()
    {
        while (true)
        {
            await Vcpu.Check(0).In("vcpu_enter_guest");
            await Vcpu.Enter().In("vcpu_enter_guest");
            await Vcpu.Leave().In("vcpu_enter_guest");
        }
    }
}
