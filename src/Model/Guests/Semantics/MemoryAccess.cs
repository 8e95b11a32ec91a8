namespace Model.Guests;

/// <summary>A place in memory that an instruction reads or writes; bytes wrap round at the end of the address space.</summary>
/// <param name="Address">Address of the lowest byte.</param>
/// <param name="Size">Bytes: 1, 2, 4, 8 or 16.</param>
public readonly record struct MemoryAccess(ulong Address, int Size);
