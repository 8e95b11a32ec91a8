namespace Checker.Exploration;

/// <summary>Managed memory that grows and shrinks, as a share of a budget.</summary>
internal sealed class MemoryShare(MemoryBudget budget) : IDisposable
{
    private long _bytes;

    /// <summary>Says how much it is now.</summary>
    /// <exception cref="UnfinishedException">It is more than the budget has left; the share stays as it was.</exception>
    public void Set(long bytes)
    {
        budget.Take(bytes - _bytes);
        _bytes = bytes;
    }

    /// <summary>Adds to it.</summary>
    /// <exception cref="UnfinishedException">It is more than the budget has left; the share stays as it was.</exception>
    public void Add(long bytes) => Set(_bytes + bytes);

    public void Dispose()
    {
        budget.Return(_bytes);
        _bytes = 0;
    }
}
