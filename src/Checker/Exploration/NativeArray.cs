using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Checker.Exploration;

/// <summary>
/// A growing array outside the managed heap, in chunks: it never moves what it holds, and growing copies nothing.
/// </summary>
/// <typeparam name="T">The item type.</typeparam>
internal sealed unsafe class NativeArray<T> : IDisposable
    where T : unmanaged
{
    private const int ChunkBits = 16;
    private readonly MemoryBudget _budget;
    private readonly int _stride;
    private T** _chunks;
    private int _chunkCapacity = 16;
    private int _chunkCount;

    /// <param name="budget">What its memory counts against.</param>
    /// <param name="stride">Items that belong together and are addressed by one index.</param>
    public NativeArray(MemoryBudget budget, int stride = 1)
    {
        _budget = budget;
        _stride = stride;
        _chunks = (T**)NativeMemory.Alloc((nuint)_chunkCapacity, (nuint)sizeof(T*));
    }

    ~NativeArray() => Free();

    /// <summary>Bytes taken.</summary>
    public long Bytes => _chunkCount * ChunkBytes;

    private long ChunkBytes => (1L << ChunkBits) * _stride * sizeof(T);

    /// <summary>The group of items at <paramref name="index"/>; it must be below a capacity asked for before.</summary>
    public T* this[uint index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _chunks[index >> ChunkBits] + ((nuint)(index & ((1u << ChunkBits) - 1)) * (uint)_stride);
    }

    /// <summary>Makes room for indexes below <paramref name="count"/>.</summary>
    /// <exception cref="UnfinishedException">There is no memory for it; what is there stays.</exception>
    public void Reserve(long count)
    {
        while ((long)_chunkCount << ChunkBits < count)
        {
            if (_chunkCount == _chunkCapacity)
            {
                _chunks = (T**)NativeMemory.Realloc(_chunks, (nuint)_chunkCapacity * 2 * (nuint)sizeof(T*));
                _chunkCapacity *= 2;
            }

            _chunks[_chunkCount] = (T*)_budget.Allocate(ChunkBytes);
            _chunkCount++;
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        for (int i = 0; i < _chunkCount; i++)
        {
            _budget.Free(_chunks[i], ChunkBytes);
        }

        NativeMemory.Free(_chunks);
        _chunks = null;
        _chunkCount = 0;
    }
}
