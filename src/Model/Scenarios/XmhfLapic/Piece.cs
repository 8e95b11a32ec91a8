using Model.Objects;

namespace Model.Scenarios.XmhfLapic;

/// <summary>The part of an operand that lies in one page.</summary>
/// <param name="Word">The memory.</param>
/// <param name="Frame">The physical page frame; equal numbers are the same page, successive numbers are contiguous frames.</param>
public readonly record struct Piece(Word Word, int Frame);
