namespace Model.Guests;

/// <summary>An operand that is a general register or part of one.</summary>
/// <param name="Part">Which register, and which part of it.</param>
public sealed record RegisterOperand(RegisterPart Part) : Operand(Part.Size);
