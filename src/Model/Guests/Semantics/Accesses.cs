namespace Model.Guests;

/// <summary>
/// What one execution of an instruction does to memory: at most one load and one store, except that CMPS loads twice.
/// An instruction with a repeat prefix is executed one element at a time.
/// </summary>
/// <param name="Load">What is read, or <c>null</c>.</param>
/// <param name="Store">What is written after that, or <c>null</c>.</param>
/// <param name="SecondLoad">CMPS only: what is read after <paramref name="Load"/>. Its value goes to bits 127:64 of what
/// <see cref="GuestSemantics.Execute"/> takes as loaded.</param>
public readonly record struct Accesses(MemoryAccess? Load, MemoryAccess? Store, MemoryAccess? SecondLoad = null)
{
    /// <summary>Whether the instruction writes the place it read.</summary>
    public bool IsReadModifyWrite => Load is not null && Load == Store;

    /// <summary>Whether the instruction leaves memory alone.</summary>
    public bool None => Load is null && Store is null;
}
