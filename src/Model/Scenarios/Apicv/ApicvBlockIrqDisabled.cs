using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Apicv;

/// <summary>
/// A debugger blocks interrupts in a VM whose APICv is disabled by the module parameter: there is nothing to update (patch 4 of the series, 0047fb33f811).
/// </summary>
public sealed class ApicvBlockIrqDisabled : VariantScenario
{
    private const ulong Disable = 1;
    private const ulong BlockIrq = 2;
    private static readonly ExpectedVerdict _updates = ExpectedVerdict.Violates("invariant", "stuck");

    /// <inheritdoc/>
    public override string Name => "apicv-blockirq-disabled";

    /// <inheritdoc/>
    public override string Summary => "interrupts are blocked for debugging while APICv is disabled: is there any lock or request? (KVM, 0047fb33f811)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("original", "the reasons are updated under apicv_update_lock although APICv is disabled", Evidence.ReadInSource,
            "kvm_arch_vcpu_guestdbg_update_apicv_inhibit since cae72dcc3b21", "", _updates),
        new("original-with-wrong-reason", "the same before patch 1, when ABSENT is noted instead of DISABLE and is cleared later", Evidence.ReadInSource,
            "kvm_arch_vcpu_guestdbg_update_apicv_inhibit since cae72dcc3b21, kvm_apicv_init since 4f4c4a3ee53c", "", _updates),
        new("patch4", "returns at once when APICv is disabled", Evidence.ReadInSource,
            "kvm_arch_vcpu_guestdbg_update_apicv_inhibit since 0047fb33f811, Linux 5.18", "", ExpectedVerdict.Holds),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("patch4", "early-return", _updates, "the lock is taken for nothing, and may have to be waited for"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool returnsEarly = variant == "patch4" && parts.Has("early-return");
        var updateLock = new ReadWriteSemaphore("apicv_update_lock");
        var vcpu = new VcpuRequests("vcpu");
        var reasons = new Word("reasons", variant == "original-with-wrong-reason" ? 0UL : Disable);
        var debugged = new Word("debugged");

        async Step Debug(bool block)
        {
            await debugged.Store(block ? 1UL : 0).In("kvm_arch_vcpu_ioctl_set_guest_debug");
            if (returnsEarly)
            {
                return;
            }

            await updateLock.DownWrite("kvm_arch_vcpu_guestdbg_update_apicv_inhibit");
            ulong before = await reasons.Load().In("__kvm_set_or_clear_apicv_inhibit");
            ulong after = block ? before | BlockIrq : before & ~BlockIrq;
            if ((before == 0) != (after == 0))
            {
                await vcpu.Make(0).In("kvm_make_all_cpus_request");
                if (await vcpu.Kick().In("kvm_make_all_cpus_request") != VcpuMode.OutsideGuestMode)
                {
                    await vcpu.WaitForKick().In("kvm_make_all_cpus_request");
                }
            }

            await reasons.Store(after).In("__kvm_set_or_clear_apicv_inhibit");
            await updateLock.UpWrite().In("kvm_arch_vcpu_guestdbg_update_apicv_inhibit");
        }

        async Step SetAndClear()
        {
            await Debug(block: true);
            await Debug(block: false);
        }

        // Another ioctl has the lock for as long as it likes.
        async Step Hold() => await updateLock.DownWrite("kvm_set_or_clear_apicv_inhibit");

        async Step Run()
        {
            while (true)
            {
                await vcpu.Check(0).In("vcpu_enter_guest");
                await vcpu.Enter().In("vcpu_enter_guest");
                await vcpu.Leave().In("vcpu_enter_guest");
            }
        }

        return new SystemModel(Name)
            .Process("debugger", SetAndClear)
            .Process("holder", Hold)
            .Background("vcpu", Run)
            .Observe(debugged)
            .Always("nobody takes apicv_update_lock while APICv is disabled", states => !updateLock.IsHeldBy(states, "debugger"))
            .Always("no vCPU is asked to update APICv while it is disabled", states => states.Of(vcpu).Requests == 0)
            .Goal("finished(debugger)");
    }
}
