using Model.Catalogue;
using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>The host that runs a preempted vCPU again, and another vCPU of the guest that flushes its TLB.</summary>
public class StealTimeFlagLogic : HostLogic
{
    private static readonly ExpectedVerdict _stale = ExpectedVerdict.Violates("invariant");

    /// <summary>
    /// The host takes the flags of a preempted vCPU while another vCPU of the guest adds a request to flush its TLB
    /// (CVE-2019-3016).
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "steal-time-flag",
            "the host clears a vCPU's preempted byte while the guest asks for a TLB flush in it: is the flush lost? "
                + "(KVM, b043138246a4)",
            typeof(StealTimeFlagLogic)
        )
        {
            Variants =
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
            ],
            Removals =
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
                new("exchange", "interrupt-when-running", _stale, "a running vCPU is not notified at all"),
            ],
        };

    /// <summary>KVM_VCPU_PREEMPTED.</summary>
    protected const ulong Preempted = 1;

    /// <summary>KVM_VCPU_FLUSH_TLB.</summary>
    protected const ulong FlushTlb = 2;

    private readonly bool _exchanges;
    private readonly bool _compares;
    private readonly bool _interrupts;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public StealTimeFlagLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _exchanges = setup.Variant == "exchange" && setup.Has("host-exchange");
        _compares = setup.Has("guest-compare");
        _interrupts = setup.Has("interrupt-when-running");
        PreemptedByte = new Word("preempted", Preempted, 1);
        Stale = new Word("stale", size: 1);
    }

    /// <summary>
    /// The byte that both write: <see cref="Preempted"/>, <see cref="FlushTlb"/>, or 0 when the vCPU runs.
    /// </summary>
    protected Word PreemptedByte { get; }

    /// <summary>Whether the vCPU's TLB holds what is no longer in the page table.</summary>
    protected Word Stale { get; }

    internal override void AddTo(SystemModel model) =>
        model
            .Process("host", Schedule)
            .Process("guest", Flush)
            .Observe(Stale)
            .Always("finished(host) && finished(guest) => stale == 0");

    /// <summary>The host runs the vCPU again.</summary>
    [Overridable(
        "record_steal_time",
        "takes the flags of the preempted vCPU, flushes its TLB if asked, and clears them"
    )]
    protected virtual async Step Schedule()
    {
        ulong flags = _exchanges
            ? await PreemptedByte.Exchange(0).In("record_steal_time")
            : await PreemptedByte.Load().In("record_steal_time");
        if ((flags & FlushTlb) != 0)
        {
            await Stale.Store(0).In("kvm_vcpu_flush_tlb_guest");
        }

        if (!_exchanges)
        {
            await PreemptedByte.Store(0).In("record_steal_time");
        }
    }

    /// <summary>The guest changes a page table and flushes the vCPU's TLB.</summary>
    [Overridable(
        "kvm_flush_tlb_multi",
        "asks for the flush in the byte of a preempted vCPU, or interrupts a running one"
    )]
    protected virtual async Step Flush()
    {
        await Stale.Store(1).In("change of a page table");
        ulong flags = await PreemptedByte.Load().In("kvm_flush_tlb_multi");
        if ((flags & Preempted) != 0)
        {
            if (!_compares)
            {
                await PreemptedByte.Store(flags | FlushTlb).In("kvm_flush_tlb_multi");
                return;
            }

            if (await PreemptedByte.CompareExchange(flags, flags | FlushTlb).In("kvm_flush_tlb_multi") == flags)
            {
                return;
            }
        }

        if (_interrupts)
        {
            await Stale.Store(0).In("native_flush_tlb_multi");
        }
    }
}
