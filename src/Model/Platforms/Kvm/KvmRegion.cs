namespace Model.Platforms.Kvm;

/// <summary>What KVM has behind the region's addresses.</summary>
public enum KvmRegion
{
    /// <summary>No memslot; every access exits to user space.</summary>
    Mmio,

    /// <summary>No memslot; reads exit, writes go to the coalesced ring: what QEMU sets up for VGA.</summary>
    MmioCoalesced,

    /// <summary>A writable memslot; accesses are emulated all the same, as the report assumed.</summary>
    Ram,

    /// <summary>A read-only memslot: reads come from RAM, writes exit, and user space performs them on the same memory.</summary>
    ReadOnly,
}
