using Model.Objects;

namespace Model.Scenarios.Memslots;

/// <summary>A guest instruction.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Memory">The RAM that it reaches when the page is RAM.</param>
/// <param name="Value">What a store stores, or what a load must find.</param>
public readonly record struct GuestAccess(AccessKind Kind, Word Memory, ulong Value = 0)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Kind switch
        {
            AccessKind.Load => $"mov from {Memory}",
            AccessKind.Store => $"mov {Word.FormatValue(Value)} to {Memory}",
            AccessKind.LockedAdd => $"lock add {Memory}, 1",
            AccessKind.Fetch => "fetch",
            _ => "out",
        };
}

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

/// <summary>The guest page that a test accesses.</summary>
public enum GuestPage
{
    /// <summary>RAM before and after: both slots cover it.</summary>
    Ram,

    /// <summary>A device before, RAM after: the larger slot alone covers it.</summary>
    DeviceThenRam,

    /// <summary>Covered by no slot ever.</summary>
    Unbacked,
}
