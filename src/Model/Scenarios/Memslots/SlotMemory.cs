using Model.Objects;
using Model.Objects.Kernel;
using Model.Scenarios.Variants;
using Model.Steps;

namespace Model.Scenarios.Memslots;

/// <summary>The memory slots of a virtual machine, what hangs on them, and the ioctl that changes them.</summary>
public abstract class SlotMemory : HostLogic
{
    private readonly bool _synchronizesFirst;
    private readonly bool _synchronizesLast;
    private readonly bool _zaps;

    /// <summary>Makes the slots of a test.</summary>
    /// <param name="setup">The variant and its settings.</param>
    protected SlotMemory(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        Guest = new MemslotGuest(setup.Settings.Word("guest"), setup.Settings.Number("accesses"));
        Slots = new RcuPointer<SlotPhase>("memslots", SlotPhase.Former, Srcu);
        _synchronizesFirst = setup.Has(Part.FirstSynchronize);
        _synchronizesLast = setup.Has(Part.LastSynchronize);
        _zaps = setup.Has(Part.Zap);
    }

    /// <summary>What the vCPUs execute.</summary>
    private protected MemslotGuest Guest { get; }

    /// <summary>The page that the vCPUs use.</summary>
    protected GuestPage Page => Guest.Page;

    /// <summary>Protects readers of the slots.</summary>
    protected SleepableRcu Srcu { get; } = new("kvm->srcu");

    /// <summary>The published slots.</summary>
    protected RcuPointer<SlotPhase> Slots { get; }

    /// <summary>Whether the page is mapped for the guest (an SPTE), for all vCPUs.</summary>
    protected internal Word Mapping { get; } = new("mapping");

    /// <summary>The device behind <see cref="GuestPage.DeviceThenRam"/>.</summary>
    protected Word Device { get; } = new("device");

    /// <summary>Whether user space has made all its updates.</summary>
    protected internal Word UpdatesDone { get; } = new("updates_done");

    /// <summary>A lookup of the page's slot, within a read section: the array is found and then read.</summary>
    /// <param name="routine">The routine that looks.</param>
    protected async Step<SlotState> Find(string routine)
    {
        var slots = await Slots.Dereference().In(routine);
        await Slots.Use(slots.Generation).In(routine);
        return StateIn(slots.Value);
    }

    /// <summary>What a lookup finds in a phase.</summary>
    protected SlotState StateIn(SlotPhase phase) =>
        (Page, phase) switch
        {
            (GuestPage.Ram, SlotPhase.Former) => SlotState.Valid,
            (GuestPage.Ram, SlotPhase.Invalid) => SlotState.Invalid,
            (not GuestPage.Unbacked, SlotPhase.Created) => SlotState.Valid,
            _ => SlotState.None,
        };

    /// <summary>Whether the published slots lack what is there before and after the update.</summary>
    /// <param name="states">The state.</param>
    protected bool IsHole(StateView states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return states.Of(Slots).Current.Value is SlotPhase.Invalid or SlotPhase.Deleted;
    }

    /// <summary>The DELETE ioctl: two publications, with the mappings zapped between them.</summary>
    [Overridable(
        "kvm_set_memslot, KVM_MR_DELETE",
        "deletes the slot: publishes it as invalid, zaps the mappings, publishes the array without it"
    )]
    protected virtual async Step Delete()
    {
        await Publish(SlotPhase.Invalid, isLast: false);
        await Zap();
        await Publish(SlotPhase.Deleted, isLast: true);
    }

    /// <summary>The CREATE ioctl.</summary>
    [Overridable("kvm_set_memslot, KVM_MR_CREATE", "creates the larger slot: publishes the array with it")]
    protected virtual Step Create() => Publish(SlotPhase.Created, isLast: true);

    /// <summary>Removes the mappings of the page.</summary>
    [Overridable("kvm_arch_flush_shadow_memslot", "zaps the mappings of the slot")]
    protected virtual async Step Zap()
    {
        if (_zaps)
        {
            await Mapping.Store(0).In("kvm_set_memslot");
        }
    }

    /// <summary>
    /// Publishes an array of slots, and frees the former one or uses it for the next change: either way readers must be
    /// gone.
    /// </summary>
    /// <param name="phase">What the new array shows.</param>
    /// <param name="isLast">Whether it is the last of the ioctl.</param>
    [Overridable(
        "kvm_swap_active_memslots",
        "publishes an array of slots, waits for readers of the former one, and frees that"
    )]
    protected virtual async Step Publish(SlotPhase phase, bool isLast)
    {
        var former = await Slots.Assign(phase).In("kvm_set_memslot");
        if (isLast ? _synchronizesLast : _synchronizesFirst)
        {
            await Srcu.Synchronize("synchronize_srcu");
        }

        await Slots.Free(former.Generation).In("kvm_set_memslot");
    }
}

/// <summary>What a lookup of the slot of a page finds.</summary>
public enum SlotState
{
    /// <summary>None.</summary>
    None,

    /// <summary>One that is being deleted.</summary>
    Invalid,

    /// <summary>One that maps the page to host memory.</summary>
    Valid,
}

/// <summary>What of the memory slots is published while user space replaces one slot by a larger one.</summary>
public enum SlotPhase
{
    /// <summary>The slot as it was.</summary>
    Former,

    /// <summary>The slot with <c>KVM_MEMSLOT_INVALID</c>.</summary>
    Invalid,

    /// <summary>No slot.</summary>
    Deleted,

    /// <summary>The larger slot.</summary>
    Created,
}
