using Model.Guests;

namespace Model.Litmus;

/// <summary>A memory operand at a location, until the location has its place.</summary>
/// <param name="Symbol">The location.</param>
/// <param name="Memory">The operand as seen from there.</param>
internal sealed record PlaceOperand(string Symbol, MemoryOperand Memory) : Operand(Memory.Size);
