using Model.Objects;

namespace Model.Scenarios.Memslots;

/// <summary>A guest instruction.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Memory">The RAM that it reaches when the page is RAM.</param>
/// <param name="Value">What a store stores, or what a load must find.</param>
public readonly record struct GuestAccess(AccessKind Kind, Word Memory, ulong Value = 0)
{
    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        AccessKind.Load => $"mov from {Memory}",
        AccessKind.Store => $"mov {Word.FormatValue(Value)} to {Memory}",
        AccessKind.LockedAdd => $"lock add {Memory}, 1",
        AccessKind.Fetch => "fetch",
        _ => "out",
    };
}
