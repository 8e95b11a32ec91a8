namespace Model.Scenarios.Memslots;

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
