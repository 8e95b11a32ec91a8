using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Decoding;

/// <summary>An explicit operand of an instruction.</summary>
/// <param name="Size">Bytes in the operand: 1, 2, 4, 8 or 16.</param>
public abstract record Operand(int Size);

/// <summary>An operand that is a general register or part of one.</summary>
/// <param name="Part">Which register, and which part of it.</param>
public sealed record RegisterOperand(RegisterPart Part) : Operand(Part.Size);

/// <summary>An operand that is a constant in the instruction, or the target of a direct branch.</summary>
/// <param name="Value">The constant, sign-extended as the instruction says and truncated to the size; for a branch, the
/// target address.</param>
/// <param name="Size">Bytes in the constant after extension.</param>
public sealed record ImmediateOperand(ulong Value, int Size) : Operand(Size);

/// <summary>
/// An operand in memory, at base + index * scale + displacement in a flat address space. An instruction-relative
/// address is already absolute here: no base, the target as displacement.
/// </summary>
/// <param name="Base">The base register, or <c>null</c>.</param>
/// <param name="Index">The index register, or <c>null</c>.</param>
/// <param name="Scale">1, 2, 4 or 8.</param>
/// <param name="Displacement">Sign-extended displacement, or the absolute address.</param>
/// <param name="AddressSize">Bytes in the address (2, 4 or 8): the sum wraps there.</param>
/// <param name="Size">Bytes accessed; 0 when the operand is only an address (LEA).</param>
/// <param name="Loads">Whether the instruction reads the operand.</param>
/// <param name="Stores">Whether the instruction writes the operand; a failing CMPXCHG counts, because it too
/// writes.</param>
public sealed record MemoryOperand(
    GeneralRegister? Base,
    GeneralRegister? Index,
    int Scale,
    ulong Displacement,
    int AddressSize,
    int Size,
    bool Loads,
    bool Stores
) : Operand(Size)
{
    /// <summary>Whether the address is the same whatever the registers hold.</summary>
    public bool IsAbsolute => Base is null && Index is null;

    /// <summary>The address, given the registers.</summary>
    /// <param name="cpu">The CPU before the instruction.</param>
    public ulong AddressIn(in CpuState cpu)
    {
        ulong address = Displacement;
        if (Base is { } @base)
        {
            address += cpu[@base];
        }

        if (Index is { } index)
        {
            address += cpu[index] * (ulong)Scale;
        }

        return Width.Truncate(address, AddressSize);
    }
}

/// <summary>The target of a branch, by name.</summary>
/// <param name="Name">A label among the assembled lines.</param>
internal sealed record LabelOperand(string Name) : Operand(0);
