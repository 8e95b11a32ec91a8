using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>Three vCPUs that append to a ring, and user space, which may tamper with its index.</summary>
public class CoalescedRingIndexLogic : HostLogic
{
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
