namespace Model.Guests;

/// <summary>A stretch of a guest's initial memory: some bytes from the file, then zeros (ELF specification, program header).</summary>
/// <param name="Address">Address of the first byte.</param>
/// <param name="Contents">The bytes that the file has.</param>
/// <param name="Size">Bytes in memory; the part beyond <paramref name="Contents"/> is zero.</param>
/// <param name="Executable">Whether instructions may be fetched from it.</param>
/// <param name="Writable">Whether the file marks it as writable.</param>
public sealed record GuestSegment(ulong Address, ReadOnlyMemory<byte> Contents, ulong Size, bool Executable, bool Writable)
{
    /// <summary>Whether the address lies in the segment, zeros included.</summary>
    /// <param name="address">Any address.</param>
    public bool Contains(ulong address) => address >= Address && address - Address < Size;

    /// <summary>Whether this segment and another have an address in common.</summary>
    /// <param name="other">Another segment.</param>
    public bool Overlaps(GuestSegment other) => Size > 0 && other.Size > 0 && (Contains(other.Address) || other.Contains(Address));
}
