namespace Model.Scenarios.Memslots;

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
