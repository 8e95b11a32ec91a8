namespace Model.Scenarios;

/// <summary>One CPU of a guest, or several of a kind.</summary>
/// <param name="Number">The number of the first; <c>null</c> for the next free one.</param>
/// <param name="Count">How many there are; <c>null</c> for one.</param>
/// <param name="Entry">The symbol or the address of its first instruction; <c>${cpu}</c> stands for its number.</param>
/// <param name="Stack">Bytes of a stack of its own; <c>null</c> for none.</param>
/// <param name="Registers">What registers hold before the first instruction.</param>
internal sealed record CpuDefinition(int? Number, PlacedText? Count, PlacedText Entry, PlacedText? Stack, IReadOnlyList<NamedText> Registers);
