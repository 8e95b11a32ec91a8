using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>The host takes the flags of a preempted vCPU while another vCPU of the guest adds a request to flush its TLB (CVE-2019-3016).</summary>
public sealed class StealTimeFlag : VariantScenario
{
    private const ulong Preempted = 1;
    private const ulong FlushTlb = 2;
    private static readonly ExpectedVerdict _stale = ExpectedVerdict.Violates("invariant");

    /// <inheritdoc/>
    public override string Name => "steal-time-flag";

    /// <inheritdoc/>
    public override string Summary => "the host clears a vCPU's preempted byte while the guest asks for a TLB flush in it: is the flush lost? (KVM, b043138246a4)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("exchange", "the host takes and clears the byte in one instruction", Evidence.Reported, "record_steal_time since b043138246a4", "", ExpectedVerdict.Holds),
        new("load-then-store", "the host reads the byte, flushes if asked, then clears it", Evidence.Reported,
            "record_steal_time before b043138246a4", "lost TLB flush, CVE-2019-3016", _stale),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("exchange", "host-exchange", _stale, "a request that comes between the host's load and store is overwritten"),
        new("exchange", "guest-compare", _stale, "the guest writes its request although the vCPU is running again and nobody looks at it"),
        new("exchange", "interrupt-when-running", _stale, "a running vCPU is not told at all"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool exchanges = variant == "exchange" && parts.Has("host-exchange");
        bool compares = parts.Has("guest-compare");
        bool interrupts = parts.Has("interrupt-when-running");
        var preempted = new Word("preempted", Preempted, 1);
        var stale = new Word("stale", size: 1);

        async Step Schedule()
        {
            ulong flags = exchanges
                ? await preempted.Exchange(0).In("record_steal_time")
                : await preempted.Load().In("record_steal_time");
            if ((flags & FlushTlb) != 0)
            {
                await stale.Store(0).In("kvm_vcpu_flush_tlb_guest");
            }

            if (!exchanges)
            {
                await preempted.Store(0).In("record_steal_time");
            }
        }

        async Step Flush()
        {
            await stale.Store(1).In("change of a page table");
            ulong flags = await preempted.Load().In("kvm_flush_tlb_multi");
            if ((flags & Preempted) != 0)
            {
                if (!compares)
                {
                    await preempted.Store(flags | FlushTlb).In("kvm_flush_tlb_multi");
                    return;
                }

                if (await preempted.CompareExchange(flags, flags | FlushTlb).In("kvm_flush_tlb_multi") == flags)
                {
                    return;
                }
            }

            if (interrupts)
            {
                await stale.Store(0).In("native_flush_tlb_multi");
            }
        }

        return new SystemModel(Name)
            .Process("host", Schedule)
            .Process("guest", Flush)
            .Observe(stale)
            .Always("finished(host) && finished(guest) => stale == 0");
    }
}
