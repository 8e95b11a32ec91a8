namespace Model.Guests;

/// <summary>Where a CPU's stack may be.</summary>
/// <param name="Top">The address after its last byte: the initial stack pointer.</param>
/// <param name="Size">Bytes.</param>
public readonly record struct StackRange(ulong Top, ulong Size)
{
    /// <summary>Bytes that a stack has at most.</summary>
    public const int LargestSize = 32768;

    /// <summary>Whether the access lies wholly within the stack.</summary>
    public bool Contains(MemoryAccess access) => access.Address >= Top - Size && access.Address + (ulong)access.Size <= Top;

    /// <summary>Whether the access touches the stack.</summary>
    public bool Touches(MemoryAccess access) => access.Address < Top && access.Address + (ulong)access.Size > Top - Size;
}
