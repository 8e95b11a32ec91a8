namespace Model.Guests;

/// <summary>An operand that is a constant in the instruction, or the target of a direct branch.</summary>
/// <param name="Value">The constant, sign-extended as the instruction says and truncated to the size; for a branch, the target
/// address.</param>
/// <param name="Size">Bytes in the constant after extension.</param>
public sealed record ImmediateOperand(ulong Value, int Size) : Operand(Size);
