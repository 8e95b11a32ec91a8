namespace Model.Scenarios.Memslots;

/// <summary>What a guest instruction does to its page.</summary>
public enum AccessKind
{
    /// <summary>MOV from the page.</summary>
    Load,

    /// <summary>MOV to the page.</summary>
    Store,

    /// <summary>LOCK ADD of 1.</summary>
    LockedAdd,

    /// <summary>The instruction itself lies in the page.</summary>
    Fetch,

    /// <summary>Something that user space handles under its big lock, elsewhere.</summary>
    PortAccess,
}
