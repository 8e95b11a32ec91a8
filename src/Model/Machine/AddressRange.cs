using Model.Guests.X86.Semantics;

namespace Model.Machine;

/// <summary>A range of guest physical addresses.</summary>
/// <param name="Start">The first address.</param>
/// <param name="Size">Bytes, at least 1.</param>
public readonly record struct AddressRange(ulong Start, ulong Size)
{
    /// <summary>Whether the access touches the range.</summary>
    public bool Touches(MemoryAccess access) =>
        access.Address < Start + Size && access.Address + (ulong)access.Size > Start;
}
