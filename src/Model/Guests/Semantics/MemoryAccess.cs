namespace Model.Guests;

/// <summary>A place in memory that an instruction reads or writes; bytes wrap round at the end of the address space.</summary>
/// <param name="Address">Address of the lowest byte.</param>
/// <param name="Size">Bytes: 1, 2, 4, 8 or 16 for an instruction's operand, any number up to 16 for a piece of one.</param>
public readonly record struct MemoryAccess(ulong Address, int Size)
{
    /// <summary>Bytes in a cache line.</summary>
    public const ulong CacheLine = 64;

    /// <summary>All ones in the access's bytes.</summary>
    public UInt128 Mask => Size == 16 ? UInt128.MaxValue : (UInt128.One << (Size * 8)) - 1;

    /// <summary>Whether the access lies in more than one unit.</summary>
    /// <param name="unit">Bytes in a unit: a power of two, at least 16.</param>
    public bool Crosses(ulong unit) => Address / unit != (Address + (ulong)Size - 1) / unit;

    /// <summary>The parts of the access before and after the first border between units.</summary>
    /// <param name="unit">Bytes in a unit: a power of two, at least 16.</param>
    public (MemoryAccess Low, MemoryAccess? High) SplitAt(ulong unit)
    {
        int room = (int)(unit - (Address % unit));
        return Size <= room ? (this, null) : (this with { Size = room }, new MemoryAccess(Address + (ulong)room, Size - room));
    }
}
