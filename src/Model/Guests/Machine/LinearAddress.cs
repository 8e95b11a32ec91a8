namespace Model.Guests;

/// <summary>
/// How guest linear addresses become physical: the identity, but for the direct map of a 64-bit kernel, which shows all memory once more in
/// the upper half of the address space.
/// </summary>
public static class LinearAddress
{
    /// <summary>Where the direct map starts: Linux's PAGE_OFFSET on x86-64 with four-level paging and no randomisation.</summary>
    public const ulong DirectMap = 0xffff_8880_0000_0000;

    /// <summary>The physical address of a linear one.</summary>
    public static ulong ToPhysical(ulong linear) => linear >= DirectMap ? linear - DirectMap : linear;
}
