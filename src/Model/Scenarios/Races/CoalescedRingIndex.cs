using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>The kernel appends to the coalesced MMIO ring, whose index lies in a page that user space can write (CVE-2019-14821).</summary>
public sealed class CoalescedRingIndex : VariantScenario
{
    private const ulong Entries = 4;
    private const ulong OutOfRange = 7;
    private static readonly ExpectedVerdict _overflows = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "coalesced-ring-index";

    /// <inheritdoc/>
    public override string Summary => "the kernel appends to the coalesced MMIO ring while user space changes its index: does it stay inside the ring? (KVM, CVE-2019-14821)";

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("checked-once", "the index is read once, checked, and used", Evidence.ReadInSource, "coalesced_mmio_write; Linux 5.10 and later", "", ExpectedVerdict.Holds),
        new("unchecked", "the index is not checked against the ring's size", Evidence.Reported,
            "coalesced_mmio_write before the fix of CVE-2019-14821", "write outside the ring", _overflows),
        new("checked-then-read-again", "the index is checked, then read again and used", Evidence.Hypothesis, "a fix that fetches twice", "", _overflows),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("checked-once", "bounds-check", _overflows, "user space chooses where the kernel writes"),
        new("checked-once", "read-once", _overflows, "user space changes the index between the check and the use"),
        new("checked-once", "ring-lock", ExpectedVerdict.Violates("invariant"), "two vCPUs take the same entry, and one write is lost"),
        new("checked-once", "room-check", ExpectedVerdict.Violates("invariant"), "a full ring is made to look empty, and its writes are lost"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        bool checks = variant != "unchecked" && parts.Has("bounds-check");
        bool readsOnce = variant != "checked-then-read-again" && parts.Has("read-once");
        bool locks = parts.Has("ring-lock");
        bool asksForRoom = parts.Has("room-check");
        var ringLock = new KernelSpinLock("ring_lock");

        // One entry is in use before; user space takes none out meanwhile. One entry always stays free.
        var first = new Word("first", 3, 4);
        var last = new Word("last", 0, 4);
        var appended = new Word("appended");
        var exits = new Word("exits");
        var honest = new Word("honest", 1);

        async Step Write()
        {
            if (locks)
            {
                await ringLock.Lock().In("coalesced_mmio_write");
            }

            ulong insert = await last.Load().In("coalesced_mmio_has_room");
            bool hasRoom = !asksForRoom || (insert + 1) % Entries != await first.Load().In("coalesced_mmio_has_room");
            if (hasRoom && (!checks || insert < Entries))
            {
                if (!readsOnce)
                {
                    insert = await last.Load().In("coalesced_mmio_write");
                }

                Claim.That(insert < Entries, "the kernel writes only inside the ring");
                await last.Store((insert + 1) % Entries).In("coalesced_mmio_write");
                await appended.FetchAdd(1);
            }
            else
            {
                await exits.FetchAdd(1).In("KVM_EXIT_MMIO");
            }

            if (locks)
            {
                await ringLock.Unlock().In("coalesced_mmio_write");
            }
        }

        async Step TamperOrNot()
        {
            if (await Choice.Of(false, true))
            {
                await honest.Store(0);
                await last.Store(OutOfRange).In("user space");
            }
        }

        return new SystemModel(Name)
            .Process("vcpu0", Write)
            .Process("vcpu1", Write)
            .Process("vcpu2", Write)
            .Process("user", TamperOrNot)
            .Observe(last, appended, exits, honest)
            .Always("honest == 1 && finished(vcpu0) && finished(vcpu1) && finished(vcpu2) => appended + exits == 3 && last == appended && appended == 2");
    }
}
