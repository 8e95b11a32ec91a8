namespace Model.Scenarios.Memslots;

/// <summary>A variant without one of its parts, or with all of them.</summary>
/// <param name="Removed">The part that is missing, or <c>null</c>.</param>
internal readonly record struct Parts(string? Removed)
{
    /// <summary>Whether the variant has that part.</summary>
    public bool Has(string part) => Removed != part;
}
