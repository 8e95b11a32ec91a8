namespace Model.Guests;

/// <summary>The order in which others see what a CPU does to memory.</summary>
public enum MemoryModel
{
    /// <summary>x86-TSO: stores go through a buffer for each CPU, first in first out, out of which the CPU's own loads are served first.</summary>
    TotalStoreOrder,

    /// <summary>Sequential consistency: a store is in memory at once.</summary>
    SequentialConsistency,
}
