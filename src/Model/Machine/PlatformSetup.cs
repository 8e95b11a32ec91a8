namespace Model.Machine;

/// <summary>What every platform is told.</summary>
/// <param name="Memory">The guest's memory.</param>
/// <param name="Region">The physical addresses that the platform serves itself.</param>
/// <param name="MemoryModel">How the processor's own accesses to memory are ordered.</param>
/// <param name="StoreBufferLimit">The most stores that a CPU's buffer is explored with, at least 2.</param>
public sealed record PlatformSetup(
    GuestMemory Memory,
    IReadOnlyList<AddressRange> Region,
    MemoryModel MemoryModel,
    int StoreBufferLimit
);
