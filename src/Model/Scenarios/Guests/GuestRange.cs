namespace Model.Scenarios;

/// <summary>A range of guest physical addresses.</summary>
/// <param name="Start">The first address.</param>
/// <param name="Size">Bytes, at least 1.</param>
public sealed record GuestRange(ulong Start, ulong Size);
