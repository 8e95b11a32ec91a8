using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Apicv;

/// <summary>
/// A VM is created with APICv disabled by the module parameter, and the reason it notes is one that others clear (patch 1 of the series, 80f0497c2211).
/// </summary>
public sealed class ApicvDisableReason : VariantScenario
{
    private const ulong Disable = 1;
    private const ulong Absent = 2;
    private const ulong BlockIrq = 4;

    /// <inheritdoc/>
    public override string Name => "apicv-disable-reason";

    /// <inheritdoc/>
    public override string Summary => "APICv is disabled by the module parameter: does it stay inhibited when the other reasons clear? (KVM, 80f0497c2211)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("original", "kvm_apicv_init notes ABSENT although APICv is disabled", Evidence.ReadInSource,
            "kvm_apicv_init since 4f4c4a3ee53c", "", ExpectedVerdict.Violates("invariant")),
        new("patch1", "kvm_apicv_init notes DISABLE", Evidence.ReadInSource, "kvm_apicv_init since 80f0497c2211, Linux 5.18", "", ExpectedVerdict.Holds),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("patch1", "atomic-reasons", ExpectedVerdict.Violates("invariant"),
            "without apicv_update_lock two changes of the reasons overlap, and one of them overwrites the other"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool locks = parts.Has("atomic-reasons");
        var updateLock = new ReadWriteSemaphore("apicv_update_lock");
        var reasons = new Word("apicv_inhibit_reasons");
        var initialized = new Word("initialized");

        // The module parameter says that APICv is disabled; the VM has no in-kernel APIC yet, so ABSENT is set as well.
        async Step Initialize()
        {
            await reasons.Store(variant == "original" ? Absent : Absent | Disable).In("kvm_apicv_init");
            await initialized.Store(1).In("kvm_arch_init_vm");
            await Change(Absent, set: false);
        }

        async Step Debug()
        {
            await initialized.Until(1).In("kvm_vcpu_ioctl");
            await Change(BlockIrq, set: true);
            await Change(BlockIrq, set: false);
        }

        async Step Change(ulong reason, bool set)
        {
            if (locks)
            {
                await updateLock.DownWrite("kvm_set_or_clear_apicv_inhibit");
            }

            ulong before = await reasons.Load().In("__kvm_set_or_clear_apicv_inhibit");
            await reasons.Store(set ? before | reason : before & ~reason).In("__kvm_set_or_clear_apicv_inhibit");
            if (locks)
            {
                await updateLock.UpWrite().In("kvm_set_or_clear_apicv_inhibit");
            }
        }

        return new SystemModel(Name)
            .Process("vm", Initialize)
            .Process("debugger", Debug)
            .Observe(reasons, initialized)
            .Always("initialized == 1 => apicv_inhibit_reasons != 0")
            .Always("finished(vm) && finished(debugger) => apicv_inhibit_reasons <= 1");
    }
}
