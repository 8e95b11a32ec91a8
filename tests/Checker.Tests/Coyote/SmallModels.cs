using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Coyote;

/// <summary>Models of a few steps, each with one thing to find.</summary>
internal static class SmallModels
{
    /// <summary>Two processes increment a counter without a lock; or each in one step.</summary>
    public static SystemModel LostUpdate(bool isAtomic = false)
    {
        var counter = new Word("counter");

        async Step Increment()
        {
            if (isAtomic)
            {
                await counter.FetchAdd(1);
                return;
            }

            ulong seen = await counter.Load();
            await counter.Store(seen + 1);
        }

        return new SystemModel("lost update")
            .Process("left", Increment)
            .Process("right", Increment)
            .Observe(counter)
            .Always("finished(left) && finished(right) => counter == 2");
    }

    /// <summary>Two processes take two locks, in opposite order unless they are told better.</summary>
    public static SystemModel TwoLocks(bool inOneOrder = false)
    {
        var first = new SharedMutex("first");
        var second = new SharedMutex("second");

        async Step Take(SharedMutex one, SharedMutex other)
        {
            await one.Lock();
            await other.Lock();
            await other.Unlock();
            await one.Unlock();
        }

        return new SystemModel("two locks")
            .Process("left", () => Take(first, second))
            .Process("right", () => inOneOrder ? Take(first, second) : Take(second, first));
    }

    /// <summary>A process waits for a background process that serves one request and then waits for ever.</summary>
    public static SystemModel Served()
    {
        var request = new Word("request");

        async Step Ask()
        {
            await request.Store(1);
            await request.Until(0);
        }

        async Step Serve()
        {
            while (true)
            {
                await request.Until(1);
                await request.Store(0);
            }
        }

        return new SystemModel("served")
            .Process("client", Ask)
            .Background("server", Serve)
            .Observe(request)
            .Always("request <= 1");
    }

    /// <summary>A process chooses among options; one of them is claimed never to be chosen.</summary>
    public static SystemModel Dice(int options)
    {
        async Step Throw()
        {
            int number = await Choice.Between(1, options);
            Claim.That(number < options, "the last option is never chosen");
        }

        return new SystemModel("dice").Process("player", Throw);
    }

    /// <summary>A process spins that many times before it sets a flag, or for ever.</summary>
    public static SystemModel Spinning(int? rounds)
    {
        var flag = new Word("flag");

        async Step Spin()
        {
            for (int round = 0; rounds is null || round < rounds; round = rounds is null ? 0 : round + 1)
            {
                await flag.Load();
            }

            await flag.Store(1);
        }

        return new SystemModel("spinning").Process("spinner", Spin).Observe(flag).Goal("flag == 1");
    }

    /// <summary>A process whose body throws after its first operation.</summary>
    public static SystemModel Throwing(Func<Exception> exception)
    {
        var word = new Word("word");

        async Step Throw()
        {
            await word.Load();
            throw exception();
        }

        return new SystemModel("throwing").Process("thrower", Throw);
    }

    /// <summary>A process whose body does not come back for a while.</summary>
    public static SystemModel Sleeping(TimeSpan time)
    {
        var word = new Word("word");

        async Step Sleep()
        {
            await word.Load();
            Thread.Sleep(time);
            await word.Load();
        }

        return new SystemModel("sleeping").Process("sleeper", Sleep).Observe(word).Always("word == 0");
    }
}
