using Model.Objects;
using Model.Steps;
using Model.Systems;
using static Models.Programs.ThreadProgram;

namespace Models.Programs;

/// <summary>Threads that shut each other out by flags.</summary>
public static class FlagPrograms
{
    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        new("opt-lock-3", OptimisticLock, 237, 372),
        new("dekker2-fixed-2", Dekker, 91, 206),
        new("peterson", PetersonOnce, 110, 154),
        new("publish", Publish, 208, 248),
    ];

    private static SystemModel OptimisticLock()
    {
        var (id, x) = (new Word("id"), new Word("x"));
        async Step Attempt(ulong me)
        {
            var seen = new Register();
            ulong value = 0;
            for (int i = 0; i < 3; i++)
            {
                await id.Store(me);
                await x.Store(me);
                seen = seen.Load(await id.Load());
                if (seen == me)
                {
                    value = await x.Load();
                    break;
                }
            }

            await End.Keeping(seen, value);
        }

        return Of("opt-lock-3", () => Attempt(0), () => Attempt(1));
    }

    private static SystemModel Dekker()
    {
        var (x, y, inside1, inside2) = (new Word("x"), new Word("y"), new Word("z1"), new Word("z2"));
        async Step Enter(Word mine, Word other, Word inside)
        {
            await mine.Store(1);
            ulong seen = await other.Load();
            if (seen == 0)
            {
                await inside.Store(1);
            }

            await End.Keeping(seen);
        }

        async Step<ulong> BothInside() => await inside1.Load() != 0 ? await inside2.Load() : 0;

        async Step Write()
        {
            ulong both = await BothInside();
            if (both != 0)
            {
                await x.Store(0);
                await x.Store(1);
            }

            await End.Keeping(both);
        }

        async Step Read()
        {
            var seen = new Register(await BothInside());
            if (seen != 0)
            {
                seen = seen.Load(await x.Load());
                seen = seen.Load(await x.Load());
            }

            await End.Keeping(seen);
        }

        return Of("dekker2-fixed-2", () => Enter(y, x, inside1), () => Enter(x, y, inside2), Write, Read);
    }

    private static SystemModel PetersonOnce()
    {
        var (turn, x) = (new Word("turn"), new Word("x"));
        var flag = Array("f", 2);
        async Step Enter(ulong me)
        {
            ulong other = 1 - me;
            await flag[me].Store(1);
            await turn.Store(other);
            ulong wants = await flag[other].Load();
            if (wants == 1)
            {
                ulong whose = await turn.Load();
                if (whose == other)
                {
                    await End.StoppedWith(wants, whose);
                }
            }

            // Whose turn it was is known from here on: the own one, or it was not asked for.
            await x.Store(me);
            ulong seen = await x.Load();
            await flag[me].Store(0);
            await End.Keeping(wants, seen);
        }

        return Of("peterson", () => Enter(0), () => Enter(1));
    }

    private static SystemModel Publish()
    {
        var (flag, x) = (new Word("flag"), new Word("x"));
        async Step Receive()
        {
            ulong attempts = 0;
            while (await flag.Load() == 0)
            {
                if (++attempts > 40)
                {
                    await End.StoppedWith(attempts);
                }
            }

            ulong value = await x.Load();
            Claim.That(value == 42, "what is published is complete");
            await End.Keeping(attempts, value);
        }

        async Step Send()
        {
            await x.Store(42);
            await flag.Store(1);
        }

        return Of("publish", Receive, Send);
    }
}
