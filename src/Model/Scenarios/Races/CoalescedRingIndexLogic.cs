using Model.Catalogue;
using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>Three vCPUs that append to a ring, and user space, which may tamper with its index.</summary>
public class CoalescedRingIndexLogic : HostLogic
{
    private static readonly ExpectedVerdict _overflows = ExpectedVerdict.Violates("assertion");

    /// <summary>
    /// The kernel appends to the coalesced MMIO ring, whose index lies in a page that user space can write
    /// (CVE-2019-14821).
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "coalesced-ring-index",
            "the kernel appends to the coalesced MMIO ring while user space changes its index: does it stay inside the "
                + "ring? (KVM, CVE-2019-14821)",
            typeof(CoalescedRingIndexLogic)
        )
        {
            Variants =
            [
                new(
                    "checked-once",
                    "the index is read once, checked, and used",
                    Evidence.ReadInSource,
                    "coalesced_mmio_write; Linux 5.10 and later",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "unchecked",
                    "the index is not checked against the ring's size",
                    Evidence.Reported,
                    "coalesced_mmio_write before the fix of CVE-2019-14821",
                    "write outside the ring",
                    _overflows
                ),
                new(
                    "checked-then-read-again",
                    "the index is checked, then read again and used",
                    Evidence.Hypothesis,
                    "a fix that fetches twice",
                    "",
                    _overflows
                ),
            ],
            Removals =
            [
                new("checked-once", "bounds-check", _overflows, "user space chooses where the kernel writes"),
                new(
                    "checked-once",
                    "read-once",
                    _overflows,
                    "user space changes the index between the check and the use"
                ),
                new(
                    "checked-once",
                    "ring-lock",
                    ExpectedVerdict.Violates("invariant"),
                    "two vCPUs take the same entry, and one write is lost"
                ),
                new(
                    "checked-once",
                    "room-check",
                    ExpectedVerdict.Violates("invariant"),
                    "a full ring is made to look empty, and its writes are lost"
                ),
            ],
        };

    /// <summary>Entries of the ring; one always stays free.</summary>
    protected const ulong Entries = 4;

    private const ulong OutOfRange = 7;

    private readonly bool _checks;
    private readonly bool _readsOnce;
    private readonly bool _locks;
    private readonly bool _asksForRoom;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public CoalescedRingIndexLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _checks = setup.Variant != "unchecked" && setup.Has("bounds-check");
        _readsOnce = setup.Variant != "checked-then-read-again" && setup.Has("read-once");
        _locks = setup.Has("ring-lock");
        _asksForRoom = setup.Has("room-check");
        RingLock = new KernelSpinLock("ring_lock");

        // One entry is in use before; user space takes none out meanwhile. One entry always stays free.
        First = new Word("first", 3, 4);
        Last = new Word("last", 0, 4);
        Appended = new Word("appended");
        Exits = new Word("exits");
        Honest = new Word("honest", 1);
    }

    /// <summary><c>kvm->ring_lock</c>.</summary>
    protected KernelSpinLock RingLock { get; }

    /// <summary>The index of the oldest entry.</summary>
    protected Word First { get; }

    /// <summary>The index of the next free entry, in memory that user space can write.</summary>
    protected Word Last { get; }

    /// <summary>Writes that were appended.</summary>
    protected Word Appended { get; }

    /// <summary>Writes that left to user space.</summary>
    protected Word Exits { get; }

    /// <summary>Whether user space left the index alone.</summary>
    protected Word Honest { get; }

    internal override void AddTo(SystemModel model) =>
        model
            .Process("vcpu0", Write)
            .Process("vcpu1", Write)
            .Process("vcpu2", Write)
            .Process("user", TamperOrNot)
            .Observe(Last, Appended, Exits, Honest)
            .Always(
                "honest == 1 && finished(vcpu0) && finished(vcpu1) && finished(vcpu2) => appended + exits == 3 && "
                    + "last == appended && appended == 2"
            );

    /// <summary>Appends a write, or leaves to user space.</summary>
    [Overridable("coalesced_mmio_write", "appends a write under ring_lock when there is room, else it exits")]
    protected virtual async Step Write()
    {
        if (_locks)
        {
            await RingLock.Lock().In("coalesced_mmio_write");
        }

        ulong insert = await Last.Load().In("coalesced_mmio_has_room");
        bool hasRoom = !_asksForRoom || (insert + 1) % Entries != await First.Load().In("coalesced_mmio_has_room");
        if (hasRoom && (!_checks || insert < Entries))
        {
            if (!_readsOnce)
            {
                insert = await Last.Load().In("coalesced_mmio_write");
            }

            await Append(insert);
        }
        else
        {
            await Exit();
        }

        if (_locks)
        {
            await RingLock.Unlock().In("coalesced_mmio_write");
        }
    }

    /// <summary>Writes an entry of the ring, and advances the index.</summary>
    /// <param name="insert">The number of the entry.</param>
    protected async Step Append(ulong insert)
    {
        Claim.That(insert < Entries, "the kernel writes only inside the ring");
        await Last.Store((insert + 1) % Entries).In("coalesced_mmio_write");
        await Appended.FetchAdd(1);
    }

    /// <summary>Leaves to user space with the write.</summary>
    protected async Step Exit() => await Exits.FetchAdd(1).In("KVM_EXIT_MMIO");

    private async Step TamperOrNot()
    {
        if (await Choice.Of(false, true))
        {
            await Honest.Store(0);
            await Last.Store(OutOfRange).In("user space");
        }
    }
}
