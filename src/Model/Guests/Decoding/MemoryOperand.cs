namespace Model.Guests;

/// <summary>
/// An operand in memory, at base + index * scale + displacement in a flat address space. An instruction-relative address is
/// already absolute here: no base, the target as displacement.
/// </summary>
/// <param name="Base">The base register, or <c>null</c>.</param>
/// <param name="Index">The index register, or <c>null</c>.</param>
/// <param name="Scale">1, 2, 4 or 8.</param>
/// <param name="Displacement">Sign-extended displacement, or the absolute address.</param>
/// <param name="AddressSize">Bytes in the address (2, 4 or 8): the sum wraps there.</param>
/// <param name="Size">Bytes accessed; 0 when the operand is only an address (LEA).</param>
/// <param name="Loads">Whether the instruction reads the operand.</param>
/// <param name="Stores">Whether the instruction writes the operand; a failing CMPXCHG counts, because it too writes.</param>
public sealed record MemoryOperand(
    GeneralRegister? Base, GeneralRegister? Index, int Scale, ulong Displacement, int AddressSize, int Size, bool Loads, bool Stores)
    : Operand(Size)
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
