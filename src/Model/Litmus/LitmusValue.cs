namespace Model.Litmus;

/// <summary>A number, or the address of a location plus a number.</summary>
/// <param name="Symbol">The location whose address is meant, or <c>null</c>.</param>
/// <param name="Number">The number.</param>
public readonly record struct LitmusValue(string? Symbol, long Number);
