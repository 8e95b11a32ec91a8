using Model.Objects;
using Model.Steps;
using Model.Systems;
using static Models.Programs.ThreadProgram;

namespace Models.Programs;

/// <summary>Litmus tests under sequential consistency.</summary>
public static class LitmusPrograms
{
    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        new("litmus-SB", StoreBuffering, 13, 14),
        new("litmus-LB", () => LoadBuffering(2), 13, 14),
        new("litmus-LB3", () => LoadBuffering(3), 51, 78),
        new("litmus-CoRR", ReadRead, 19, 18),
        new("litmus-CoRW", ReadWrite, 9, 8),
        new("litmus-CoWR", WriteRead, 9, 8),
        new("litmus-rinc+wr", IncrementAndWrite, 9, 8),
        new("litmus-W+RRR+W", ThreeReads, 64, 63),
        new("litmus-WRC+dep", Causality, 31, 44),
        new("litmus-isa2", Chain, 51, 78),
        new("litmus-ccr", ExchangeExchangeRead, 8, 8),
        new("litmus-relseq", ReleaseSequence, 81, 103),
        new("litmus-TC1", Guarded, 11, 13),
    ];

    private static async Step LoadStore(Word from, Word to, ulong value)
    {
        ulong seen = await from.Load();
        await to.Store(value);
        await End.Keeping(seen);
    }

    private static async Step StoreLoad(Word to, ulong value, Word from)
    {
        await to.Store(value);
        await Load(from);
    }

    private static async Step StoreStore(Word first, ulong one, Word second, ulong other)
    {
        await first.Store(one);
        await second.Store(other);
    }

    private static async Step LoadLoad(Word first, Word second)
    {
        ulong a = await first.Load();
        await End.Keeping(a, await second.Load());
    }

    private static async Step Copy(Word from, Word to)
    {
        ulong seen = await from.Load();
        await to.Store(seen);
        await End.Keeping(seen);
    }

    private static SystemModel StoreBuffering()
    {
        var (x, y) = (new Word("x"), new Word("y"));
        return Of("SB", () => StoreLoad(x, 1, y), () => StoreLoad(y, 1, x));
    }

    private static SystemModel LoadBuffering(int threads)
    {
        var words = Array("w", threads);
        return Of("LB", Times(threads, i => () => LoadStore(words[i], words[(i + 1) % threads], 1)));
    }

    private static SystemModel ReadRead()
    {
        var x = new Word("x");
        return Of("CoRR", () => StoreStore(x, 1, x, 2), () => LoadLoad(x, x));
    }

    private static SystemModel ReadWrite()
    {
        var x = new Word("x");
        return Of("CoRW", () => LoadStore(x, x, 1), () => Store(x, 2));
    }

    private static SystemModel WriteRead()
    {
        var x = new Word("x");
        return Of("CoWR", () => StoreLoad(x, 1, x), () => Store(x, 2));
    }

    private static SystemModel IncrementAndWrite()
    {
        var x = new Word("x");
        return Of("rinc+wr", () => Add(x, 1), () => StoreLoad(x, 2, x));
    }

    private static SystemModel ThreeReads()
    {
        var x = new Word("x");
        async Step Read() => await End.Keeping(await x.Load(), await x.Load(), await x.Load());

        return Of("W+RRR+W", () => Store(x, 1), Read, () => Store(x, 2));
    }

    private static SystemModel Causality()
    {
        var (x, y) = (new Word("x"), new Word("y"));
        return Of("WRC+dep", () => Store(x, 1), () => Copy(x, y), () => LoadLoad(y, x));
    }

    private static SystemModel Chain()
    {
        var (a, b, c) = (new Word("a"), new Word("b"), new Word("c"));
        return Of("isa2", () => StoreStore(a, 1, b, 1), () => LoadStore(b, c, 1), () => LoadLoad(c, a));
    }

    private static SystemModel ExchangeExchangeRead()
    {
        var x = new Word("x");
        async Step ExchangeAndRead()
        {
            ulong success = await Succeeds(x, 0, 17);
            await End.Keeping(success, await x.Load());
        }

        return Of("ccr", () => Exchange(x, 0, 42), ExchangeAndRead);
    }

    private static SystemModel ReleaseSequence()
    {
        var (x, y) = (new Word("x"), new Word("y"));
        async Step Write()
        {
            await x.Store(1);
            await y.Store(1);
            await y.Store(2);
        }

        async Step Replace() => await End.Keeping(await y.Exchange(3));

        return Of("relseq", Write, Replace, () => LoadLoad(y, x));
    }

    private static SystemModel Guarded()
    {
        var (x, y) = (new Word("x"), new Word("y"));

        // The guard of the original compares with 0 and is always true.
        return Of("TC1", () => LoadStore(x, y, 1), () => Copy(y, x));
    }
}
