using System.Runtime.InteropServices;

namespace Checker.Exploration;

/// <summary>
/// What searches may take of the machine's memory. Everything that grows with a search is counted here before it is
/// had, and what would go beyond the limit is refused: so a search ends with what is known so far instead of being
/// killed. Threads may share one.
/// </summary>
internal class MemoryBudget
{
    private long _taken;

    /// <param name="limit">Bytes at most; at least 1.</param>
    public MemoryBudget(long limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        Limit = limit;
    }

    /// <summary>
    /// Three quarters of what the machine, or the container, offers. All searches that are given no budget of their own
    /// share it, however many run side by side.
    /// </summary>
    public static MemoryBudget OfMachine { get; } =
        new(Math.Max(1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3));

    /// <summary>
    /// For the few kilobytes with which a single state is looked at. What a search has found must not be lost because
    /// it, or another one beside it, has taken all that there is.
    /// </summary>
    public static MemoryBudget OfOneState { get; } = new(long.MaxValue);

    /// <summary>Bytes at most.</summary>
    public long Limit { get; }

    /// <summary>Bytes taken now.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Counts memory that is about to be had.</summary>
    /// <exception cref="UnfinishedException">It would go beyond the limit; nothing is counted then.</exception>
    public virtual void Take(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) > Limit)
        {
            Return(bytes);
            throw new UnfinishedException($"the memory limit of {Limit >> 20} MiB");
        }
    }

    /// <summary>Counts memory no longer.</summary>
    public void Return(long bytes) => Interlocked.Add(ref _taken, -bytes);

    /// <summary>Memory outside the managed heap.</summary>
    /// <exception cref="UnfinishedException">There is no more; nothing is counted then.</exception>
    public unsafe void* Allocate(long bytes, bool zeroed = false)
    {
        Take(bytes);
        try
        {
            return zeroed ? NativeMemory.AllocZeroed((nuint)bytes) : NativeMemory.Alloc((nuint)bytes);
        }
        catch (OutOfMemoryException)
        {
            Return(bytes);
            throw Exhausted();
        }
    }

    /// <summary>Gives back what <see cref="Allocate"/> gave; nothing for <c>null</c>.</summary>
    public unsafe void Free(void* memory, long bytes)
    {
        if (memory is not null)
        {
            NativeMemory.Free(memory);
            Return(bytes);
        }
    }

    /// <summary>The system refused memory that the limit allows.</summary>
    public static UnfinishedException Exhausted() => new("the machine's memory was exhausted");
}

/// <summary>Managed memory that grows and shrinks, as a share of a budget.</summary>
internal sealed class MemoryShare(MemoryBudget budget) : IDisposable
{
    private long _bytes;

    /// <summary>Says how much it is now.</summary>
    /// <exception cref="UnfinishedException">It is more than the budget has left; the share stays as it
    /// was.</exception>
    public void Set(long bytes)
    {
        budget.Take(bytes - _bytes);
        _bytes = bytes;
    }

    /// <summary>Adds to it.</summary>
    /// <exception cref="UnfinishedException">It is more than the budget has left; the share stays as it
    /// was.</exception>
    public void Add(long bytes) => Set(_bytes + bytes);

    public void Dispose()
    {
        budget.Return(_bytes);
        _bytes = 0;
    }
}
