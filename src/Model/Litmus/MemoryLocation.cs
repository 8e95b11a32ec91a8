namespace Model.Litmus;

/// <summary>A place in memory.</summary>
/// <param name="Name">The name of the location or array.</param>
/// <param name="Index">The element of an array; <c>null</c> for a plain location.</param>
public sealed record MemoryLocation(string Name, int? Index) : LitmusLocation;
