namespace Model.Scenarios.XmhfLapic;

/// <summary>A design without one of its parts, or with all of them.</summary>
/// <param name="Removed">The part that is missing, or <c>null</c>.</param>
internal readonly record struct Parts(string? Removed)
{
    /// <summary>Whether the design has that part.</summary>
    public bool Has(string part) => Removed != part;
}
