using Model.Objects;
using Model.Objects.Kernel;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>The memory slots of a virtual machine and what hangs on them.</summary>
internal sealed class SlotMemory
{
    private readonly GuestPage _page;
    private readonly Parts _parts;

    public SlotMemory(GuestPage page, Parts parts)
    {
        _page = page;
        _parts = parts;
        Slots = new RcuPointer<SlotPhase>("memslots", SlotPhase.Former, Srcu);
    }

    /// <summary>Protects readers of the slots.</summary>
    public SleepableRcu Srcu { get; } = new("kvm->srcu");

    /// <summary>The published slots.</summary>
    public RcuPointer<SlotPhase> Slots { get; }

    /// <summary>Whether the page is mapped for the guest (an SPTE), for all vCPUs.</summary>
    public Word Mapping { get; } = new("mapping");

    /// <summary>The device behind <see cref="GuestPage.DeviceThenRam"/>.</summary>
    public Word Device { get; } = new("device");

    /// <summary>Whether user space has made all its updates.</summary>
    public Word UpdatesDone { get; } = new("updates_done");

    /// <summary>A lookup of the page's slot, within a read section: the array is found and then read.</summary>
    /// <param name="routine">The routine that looks.</param>
    public async Step<SlotState> Find(string routine)
    {
        var slots = await Slots.Dereference().In(routine);
        await Slots.Use(slots.Generation).In(routine);
        return StateIn(slots.Value);
    }

    /// <summary>What a lookup finds in a phase.</summary>
    public SlotState StateIn(SlotPhase phase) => (_page, phase) switch
    {
        (GuestPage.Ram, SlotPhase.Former) => SlotState.Valid,
        (GuestPage.Ram, SlotPhase.Invalid) => SlotState.Invalid,
        (not GuestPage.Unbacked, SlotPhase.Created) => SlotState.Valid,
        _ => SlotState.None,
    };

    /// <summary>The DELETE ioctl: two publications, with the mappings zapped between them.</summary>
    public async Step Delete()
    {
        await Publish(SlotPhase.Invalid, Part.FirstSynchronize);
        await Zap();
        await Publish(SlotPhase.Deleted, Part.LastSynchronize);
    }

    /// <summary>The CREATE ioctl.</summary>
    public Step Create() => Publish(SlotPhase.Created, Part.LastSynchronize);

    /// <summary>Both in one ioctl.</summary>
    /// <param name="once">Whether one publication does it; otherwise the slot is published as invalid first.</param>
    public async Step Replace(bool once)
    {
        await Publish(once ? SlotPhase.Created : SlotPhase.Invalid, Part.FirstSynchronize);
        await Zap();
        if (!once)
        {
            await Publish(SlotPhase.Created, Part.LastSynchronize);
        }
    }

    private async Step Zap()
    {
        if (_parts.Has(Part.Zap))
        {
            await Mapping.Store(0).In("kvm_set_memslot");
        }
    }

    // The former array is freed, or used for the next change: either way readers must be gone.
    private async Step Publish(SlotPhase phase, string synchronize)
    {
        var former = await Slots.Assign(phase).In("kvm_set_memslot");
        if (_parts.Has(synchronize))
        {
            await Srcu.Synchronize("synchronize_srcu");
        }

        await Slots.Free(former.Generation).In("kvm_set_memslot");
    }
}
