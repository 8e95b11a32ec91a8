namespace Model.Guests;

/// <summary>An explicit operand of an instruction.</summary>
/// <param name="Size">Bytes in the operand: 1, 2, 4, 8 or 16.</param>
public abstract record Operand(int Size);
