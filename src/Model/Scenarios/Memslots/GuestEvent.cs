namespace Model.Scenarios.Memslots;

/// <summary>What happens to a vCPU in guest mode.</summary>
/// <param name="Kind">What.</param>
/// <param name="Data">What the instruction read.</param>
public readonly record struct GuestEvent(GuestEventKind Kind, ulong Data = 0)
{
    /// <inheritdoc/>
    public override string ToString() => Kind.ToString().ToLowerInvariant();
}
