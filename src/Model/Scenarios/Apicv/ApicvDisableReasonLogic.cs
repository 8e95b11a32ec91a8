using Model.Catalogue;
using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Apicv;

/// <summary>
/// A VM that is created with APICv disabled, and a debugger that sets and clears a reason of its own.
/// </summary>
public class ApicvDisableReasonLogic : HostLogic
{
    /// <summary>
    /// A VM is created with APICv disabled by the module parameter, and the reason it notes is one that others clear
    /// (patch 1 of the series, 80f0497c2211).
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "apicv-disable-reason",
            "APICv is disabled by the module parameter: does it stay inhibited when the other reasons clear? (KVM, "
                + "80f0497c2211)",
            typeof(ApicvDisableReasonLogic)
        )
        {
            Variants =
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
            ],
            Removals =
            [
                new(
                    "patch1",
                    "atomic-reasons",
                    ExpectedVerdict.Violates("invariant"),
                    "without apicv_update_lock two changes of the reasons overlap, and one of them overwrites the other"
                ),
            ],
        };

    /// <summary>APICV_INHIBIT_REASON_DISABLE.</summary>
    protected const ulong Disable = 1;

    /// <summary>APICV_INHIBIT_REASON_ABSENT.</summary>
    protected const ulong Absent = 2;

    /// <summary>APICV_INHIBIT_REASON_BLOCKIRQ.</summary>
    protected const ulong BlockIrq = 4;

    private readonly string _variant;
    private readonly bool _locks;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public ApicvDisableReasonLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _variant = setup.Variant;
        _locks = setup.Has("atomic-reasons");
        UpdateLock = new ReadWriteSemaphore("apicv_update_lock");
        Reasons = new Word("apicv_inhibit_reasons");
        Initialized = new Word("initialized");
    }

    /// <summary><c>apicv_update_lock</c>.</summary>
    protected ReadWriteSemaphore UpdateLock { get; }

    /// <summary><c>apicv_inhibit_reasons</c>.</summary>
    protected Word Reasons { get; }

    /// <summary>Whether the VM is initialised.</summary>
    protected Word Initialized { get; }

    internal override void AddTo(SystemModel model) =>
        model
            .Process("vm", Initialize)
            .Process("debugger", Debug)
            .Observe(Reasons, Initialized)
            .Always("initialized == 1 => apicv_inhibit_reasons != 0")
            .Always("finished(vm) && finished(debugger) => apicv_inhibit_reasons <= 1");

    /// <summary>
    /// Creates the VM: the module parameter says that APICv is disabled; there is no in-kernel APIC yet, so ABSENT is
    /// set as well.
    /// </summary>
    [Overridable("kvm_apicv_init", "notes why APICv is inhibited, and clears ABSENT once there is an in-kernel APIC")]
    protected virtual async Step Initialize()
    {
        await Reasons.Store(_variant == "original" ? Absent : Absent | Disable).In("kvm_apicv_init");
        await Initialized.Store(1).In("kvm_arch_init_vm");
        await Change(Absent, set: false);
    }

    /// <summary>Sets or clears an inhibit reason.</summary>
    /// <param name="reason">Its bit.</param>
    /// <param name="set">Whether it is set.</param>
    [Overridable("kvm_set_or_clear_apicv_inhibit", "sets or clears an inhibit reason under apicv_update_lock")]
    protected virtual async Step Change(ulong reason, bool set)
    {
        if (_locks)
        {
            await UpdateLock.DownWrite("kvm_set_or_clear_apicv_inhibit");
        }

        ulong before = await Reasons.Load().In("__kvm_set_or_clear_apicv_inhibit");
        await Reasons.Store(set ? before | reason : before & ~reason).In("__kvm_set_or_clear_apicv_inhibit");
        if (_locks)
        {
            await UpdateLock.UpWrite().In("kvm_set_or_clear_apicv_inhibit");
        }
    }

    private async Step Debug()
    {
        await Initialized.Until(1).In("kvm_vcpu_ioctl");
        await Change(BlockIrq, set: true);
        await Change(BlockIrq, set: false);
    }
}
