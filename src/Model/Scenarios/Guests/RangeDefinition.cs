namespace Model.Scenarios;

/// <summary>A range of guest physical addresses as it was written.</summary>
/// <param name="Start">The first address.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct RangeDefinition(PlacedText Start, PlacedText Size);
