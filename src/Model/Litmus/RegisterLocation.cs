using Model.Guests;

namespace Model.Litmus;

/// <summary>A whole register of a CPU.</summary>
/// <param name="Cpu">Number of the column.</param>
/// <param name="Register">The register.</param>
public sealed record RegisterLocation(int Cpu, GeneralRegister Register) : LitmusLocation;
