using Model.Objects;
using Model.Steps;
using Model.Systems;
using static Models.Programs.ThreadProgram;

namespace Models.Programs;

/// <summary>Threads that take locks.</summary>
public static class LockPrograms
{
    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        new("lockinc-3", () => Increments(3), 61, 60),
        new("mutex-order-2", () => Increments(2), 17, 16),
        new("lock2inc-2", () => DoubleIncrements(2), 25, 24),
        new("lock2inc-3", () => DoubleIncrements(3), 91, 90),
        new("lazy01", Lazy, 54, 53),
        new("twostage", TwoStage, 43, 54),
    ];

    private static SystemModel Increments(int threads)
    {
        var (m, x) = (new SharedMutex("m"), new Word("x"));
        async Step Increment()
        {
            await m.Lock();
            ulong seen = await x.Load();
            await x.Store(seen + 1);
            await m.Unlock();
            await End.Keeping(seen);
        }

        return Of($"lockinc-{threads}", Times(threads, _ => Increment));
    }

    private static SystemModel DoubleIncrements(int threads)
    {
        var (m, x, y) = (new SharedMutex("m"), new Word("x"), new Word("y"));
        async Step Increment()
        {
            await m.Lock();
            ulong seenX = await x.Load();
            await x.Store(seenX + 1);
            ulong seenY = await y.Load();
            await y.Store(seenY + 1);
            await m.Unlock();
            await End.Keeping(seenX, seenY);
        }

        return Of($"lock2inc-{threads}", Times(threads, _ => Increment));
    }

    private static SystemModel Lazy()
    {
        var (m, d) = (new SharedMutex("m"), new Word("d"));
        async Step Raise(ulong by)
        {
            await m.Lock();
            ulong seen = await d.Load();
            await d.Store(seen + by);
            await m.Unlock();
            await End.Keeping(seen);
        }

        async Step Judge()
        {
            await m.Lock();
            ulong seen = await d.Load();
            if (seen >= 3)
            {
                await End.StoppedWith(seen);
            }

            await m.Unlock();
            await End.Keeping(seen);
        }

        return Of("lazy01", () => Raise(1), () => Raise(2), Judge);
    }

    private static SystemModel TwoStage()
    {
        var (ma, mb, d1, d2) = (new SharedMutex("ma"), new SharedMutex("mb"), new Word("d1"), new Word("d2"));
        async Step Write()
        {
            await ma.Lock();
            await d1.Store(1);
            await ma.Unlock();
            await mb.Lock();
            ulong seen = await d1.Load();
            await d2.Store(seen + 1);
            await mb.Unlock();
            await End.Keeping(seen);
        }

        async Step Read()
        {
            await ma.Lock();
            ulong first = await d1.Load();
            await ma.Unlock();
            ulong second = 0;
            if (first != 0)
            {
                await mb.Lock();
                second = await d2.Load();
                await mb.Unlock();
                if (second != first + 1)
                {
                    await End.StoppedWith(first, second);
                }
            }

            await End.Keeping(first, second);
        }

        return Of("twostage", Write, Read);
    }
}
