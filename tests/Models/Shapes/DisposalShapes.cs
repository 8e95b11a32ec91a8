using System.Collections;
using Model.Objects;
using Model.Steps;

namespace Models.Shapes;

/// <summary>What compiles to a finally block: using, foreach, lock; and finally blocks that throw.</summary>
public static class DisposalShapes
{
    public static IReadOnlyList<ShapeModel> All { get; } =
    [
        new("a using reads a local of before the await", Using, 1, 2),
        new("a foreach disposes of its enumerator", Foreach, 13, 23),
        new("a lock releases what was locked", Lock, 1, 2),
        new("a finally that throws", Throws, 1, 2),
        new("a using held across an await", UsingAcross, 1, 2),
    ];

    private static async Step Using(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        await a.Until(1);
        try
        {
            using (new Trap(kept))
            {
                used = 50;
            }

            used = 1;
        }
        catch (InvalidOperationException)
        {
            used = 2;
        }

        await result.Store(used);
    }

    private static async Step UsingAcross(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 5;
        try
        {
            using (new Trap(kept))
            {
                await a.Until(1);
            }

            used = 1;
        }
        catch (InvalidOperationException)
        {
            used = 2;
        }

        await result.Store(used);
    }

    private static async Step Foreach(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        await a.Until(1);
        foreach (ulong item in new Numbers(kept))
        {
            used += item;
        }

        await result.Store(used);
    }

    private static async Step Lock(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        await a.Until(1);
        lock (typeof(DisposalShapes))
        {
            used = kept;
        }

        await result.Store(used);
    }

    private static async Step Throws(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 5;
        try
        {
            try
            {
                await a.Until(1);
            }
            finally
            {
                if (kept == 2)
                {
                    Throw();
                }
            }

            used = 1;
        }
        catch (InvalidOperationException)
        {
            used = 2;
        }

        await result.Store(used);
    }

    private static void Throw() => throw new InvalidOperationException("thrown");

    private readonly record struct Trap(ulong Value) : IDisposable
    {
        public void Dispose()
        {
            if (Value == 2)
            {
                Throw();
            }
        }
    }

    private readonly record struct Numbers(ulong First) : IEnumerable<ulong>
    {
        public IEnumerator<ulong> GetEnumerator()
        {
            yield return First * 10;
            yield return 3;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
