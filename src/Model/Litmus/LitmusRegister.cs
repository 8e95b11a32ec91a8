using Model.Guests;

namespace Model.Litmus;

/// <summary>What the test says of a register: its initial value and type.</summary>
/// <param name="Cpu">Number of the column.</param>
/// <param name="Register">The register.</param>
/// <param name="Type">The type, or <c>null</c> when nothing is said.</param>
/// <param name="Initial">The initial value.</param>
public sealed record LitmusRegister(int Cpu, GeneralRegister Register, LitmusType? Type, LitmusValue Initial);
