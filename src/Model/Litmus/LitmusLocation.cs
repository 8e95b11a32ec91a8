using Model.Guests.X86.Processor;

namespace Model.Litmus;

/// <summary>Something whose final value a test can ask for.</summary>
public abstract record LitmusLocation
{
    private protected LitmusLocation() { }
}

/// <summary>A whole register of a CPU.</summary>
/// <param name="Cpu">Number of the column.</param>
/// <param name="Register">The register.</param>
public sealed record RegisterLocation(int Cpu, GeneralRegister Register) : LitmusLocation;

/// <summary>A place in memory.</summary>
/// <param name="Name">The name of the location or array.</param>
/// <param name="Index">The element of an array; <c>null</c> for a plain location.</param>
public sealed record MemoryLocation(string Name, int? Index) : LitmusLocation;

/// <summary>What the test says of a register: its initial value and type.</summary>
/// <param name="Cpu">Number of the column.</param>
/// <param name="Register">The register.</param>
/// <param name="Type">The type, or <c>null</c> when nothing is said.</param>
/// <param name="Initial">The initial value.</param>
public sealed record LitmusRegister(int Cpu, GeneralRegister Register, LitmusType? Type, LitmusValue Initial);
