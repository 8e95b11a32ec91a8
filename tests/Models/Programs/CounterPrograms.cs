using Model.Objects;
using Model.Steps;
using Model.Systems;
using static Models.Programs.ThreadProgram;

namespace Models.Programs;

/// <summary>
/// Threads that read, write and count in common words; they are known from work on partial order reduction.
/// </summary>
public static class CounterPrograms
{
    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        new("ainc-2", () => Increments(2), 5, 4),
        new("ainc-4", () => Increments(4), 65, 64),
        new("cas-3", () => SameExchange(3), 13, 15),
        new("cas-4", () => SameExchange(4), 33, 52),
        new("casrot-2", () => RotatingExchange(2), 5, 4),
        new("casrot-5", () => RotatingExchange(5), 47, 97),
        new("wcas-4", () => StoreAndExchange(4), 64, 128),
        new("wcas-7", () => StoreAndExchange(7), 704, 2_368),
        new("wainc-3", StoreAndIncrements, 65, 64),
        new("readers-1", () => Readers(1), 5, 4),
        new("readers-8", () => Readers(8), 6_817, 18_776),
        new("lastzero-2", () => LastZero(2), 28, 45),
        new("lastzero-4", () => LastZero(4), 416, 1_053),
        new("n-writers-a-reader-1", () => Writers(1), 4, 4),
        new("n-writers-a-reader-4", () => Writers(4), 126, 209),
        new("n-writes-a-read-two-threads-4", WritesAndRead, 71, 108),
        // Three threads that never meet in the table: the states are the product of theirs.
        new("indexer-3", () => Indexer(3), 5 * 5 * 5, 3 * 4 * 5 * 5, 12),
    ];

    private static SystemModel Increments(int threads)
    {
        var x = new Word("x");
        return Of($"ainc-{threads}", Times(threads, _ => () => Add(x, 1)));
    }

    private static SystemModel SameExchange(int threads)
    {
        var x = new Word("x");
        return Of($"cas-{threads}", Times(threads, i => () => Exchange(x, 0, (ulong)i + 1)));
    }

    private static SystemModel RotatingExchange(int threads)
    {
        var x = new Word("x");
        return Of($"casrot-{threads}", Times(threads, i => () => Exchange(x, (ulong)i, (ulong)i + 1)));
    }

    private static SystemModel StoreAndExchange(int threads)
    {
        var x = new Word("x");
        return Of($"wcas-{threads}", [() => Store(x, 2), .. Times(threads, _ => () => Exchange(x, 2, 3))]);
    }

    private static SystemModel StoreAndIncrements()
    {
        var x = new Word("x");
        return Of("wainc-3", [() => Store(x, 42), .. Times(3, _ => () => Add(x, 1))]);
    }

    private static SystemModel Readers(int readers)
    {
        var x = new Word("x");
        return Of($"readers-{readers}", [() => Store(x, 42), .. Times(readers, _ => () => Load(x))]);
    }

    private static SystemModel LastZero(int cells)
    {
        var a = Array("a", cells + 1);
        async Step Find()
        {
            var seen = new Register();
            for (int i = cells; i >= 0; i--)
            {
                seen = seen.Load(await a[i].Load());
                if (seen == 0)
                {
                    break;
                }
            }

            await End.Keeping(seen);
        }

        async Step Raise(int i)
        {
            ulong seen = await a[i].Load();
            await a[i + 1].Store(seen + 1);
            await End.Keeping(seen);
        }

        return Of($"lastzero-{cells}", [Find, .. Times(cells, i => () => Raise(i))]);
    }

    private static SystemModel Writers(int writers)
    {
        var x = new Word("x");
        return Of($"n-writers-a-reader-{writers}", [.. Times(writers, i => () => Store(x, (ulong)i)), () => Load(x)]);
    }

    private static SystemModel WritesAndRead()
    {
        var x = new Word("x");
        async Step Run(ulong value)
        {
            for (int i = 0; i < 4; i++)
            {
                await x.Store(value);
            }

            await Load(x);
        }

        return Of("n-writes-a-read-two-threads-4", () => Run(0), () => Run(1));
    }

    private static SystemModel Indexer(int threads)
    {
        var table = Array("t", 128);
        async Step Insert(ulong thread)
        {
            for (ulong i = 0; i < 4; i++)
            {
                ulong key = (i * 11) + thread + 1;
                ulong at = key * 7 % 128;
                while (await table[at].CompareExchange(0, key) != 0)
                {
                    at = (at + 1) % 128;
                }
            }
        }

        return Of($"indexer-{threads}", Times(threads, i => () => Insert((ulong)i)));
    }
}
