using Model.Guests;

namespace Model.Litmus;

/// <summary>A line of a column.</summary>
/// <param name="Position">Where it stands in the text.</param>
/// <param name="Code">What is to be assembled.</param>
internal readonly record struct LitmusLine(int Position, AssemblyLine Code);
