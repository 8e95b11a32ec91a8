using Model.Objects;
using Model.Steps;

namespace Models.Shapes;

/// <summary>Exceptions, finally blocks and disposal around awaits.</summary>
public static class TryShapes
{
    public static IReadOnlyList<ShapeModel> All { get; } =
    [
        new("await in try, no exception", InTry, 1, 2),
        new("await in catch", InCatch, 1, 2, 3),
        new("await in finally", InFinally, 10, 11, 12),
        new("await in finally while an exception waits", ExceptionWaits, 5, 16),
        new("await in try, catch and finally", InAll, 101, 110, 111, 112),
        new("a filter reads a local of before the await", Filter, 1, 2),
        new("a handler behind a filter reads a local of before the await", HandlerBehindFilter, 4, 5),
        new("rethrown after an await", Rethrown, 7, 8),
        new("an exception crosses two methods", Crossing, 4, 5),
        new("continue through a finally with an await", ContinueThroughFinally, 3, 4, 5, 6, 7),
        new("return out of a try with an await in finally", ReturnThroughFinally, 0, 1),
        new("using a struct", Using, 0, 1),
        new("await using a struct", AwaitUsing, 11, 12),
    ];

    private static async Step InTry(Word a, Word result)
    {
        ulong n = 1;
        try
        {
            n += await a.Load();
        }
        catch (InvalidOperationException)
        {
            n = 50;
        }

        await result.Store(n);
    }

    private static async Step InCatch(Word a, Word result)
    {
        ulong n;
        try
        {
            Require(await a.Load() == 1);
            n = 1;
        }
        catch (InvalidOperationException)
        {
            n = 2 + await a.Load();
        }

        await result.Store(n);
    }

    private static async Step InFinally(Word a, Word result)
    {
        ulong n = 10;
        try
        {
            n += await a.Load();
        }
        finally
        {
            n += await a.Load();
        }

        await result.Store(n);
    }

    private static async Step ExceptionWaits(Word a, Word result)
    {
        ulong n = 5;
        try
        {
            try
            {
                Require(await a.Load() == 1);
            }
            finally
            {
                await a.Until(1);
                await a.Load();
            }
        }
        catch (InvalidOperationException exception)
        {
            n += 11 * (ulong)exception.Message.Length / 8;
        }

        await result.Store(n);
    }

    private static async Step InAll(Word a, Word result)
    {
        ulong n = 100;
        try
        {
            Require(await a.Load() == 1);
        }
        catch (InvalidOperationException)
        {
            n += 10 + await a.Load();
        }
        finally
        {
            n += await a.Load();
        }

        await result.Store(n);
    }

    private static async Step Filter(Word a, Word result)
    {
        ulong n = await a.Load();
        ulong handled = 0;
        try
        {
            await a.Load();
            Require(false);
        }
        catch (InvalidOperationException) when (n == 1)
        {
            handled = 1;
        }
        catch (InvalidOperationException)
        {
            handled = 2;
        }

        await result.Store(handled);
    }

    private static async Step HandlerBehindFilter(Word a, Word result)
    {
        ulong n = await a.Load();
        ulong handled = 0;
        try
        {
            await a.Load();
            Require(false);
        }
        catch (InvalidOperationException exception) when (exception.Message.Length > 0)
        {
            handled = 4 + n;
        }

        await result.Store(handled);
    }

    private static async Step Rethrown(Word a, Word result)
    {
        ulong n = 7;
        try
        {
            try
            {
                Require(false);
            }
            catch (InvalidOperationException)
            {
                n += await a.Load();
                throw;
            }
        }
        catch (InvalidOperationException exception) when (exception.Message == "required")
        {
            await a.Load();
        }

        await result.Store(n);
    }

    private static async Step Crossing(Word a, Word result)
    {
        ulong n = 4;
        try
        {
            await Outer(a);
        }
        catch (InvalidOperationException)
        {
            n = 5;
        }

        await result.Store(n);
    }

    private static async Step Outer(Word a) => await Inner(a);

    private static async Step Inner(Word a)
    {
        ulong seen = await a.Load();
        await a.Load();
        Require(seen == 0);
    }

    private static async Step ContinueThroughFinally(Word a, Word result)
    {
        ulong n = 0;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                if (await a.Load() == 1)
                {
                    continue;
                }

                n++;
            }
            finally
            {
                n += await a.Load();
            }

            n++;
        }

        await result.Store(n);
    }

    private static async Step ReturnThroughFinally(Word a, Word result) => await result.Store(await Early(a));

    private static async Step<ulong> Early(Word a)
    {
        try
        {
            return await a.Load();
        }
        finally
        {
            await a.Load();
        }
    }

    private static async Step Using(Word a, Word result)
    {
        ulong n;
        using (new Scope(1))
        {
            n = await a.Load();
            await a.Load();
        }

        await result.Store(n);
    }

    private static async Step AwaitUsing(Word a, Word result)
    {
        ulong n = 11;
        await using (new AwaitedScope(a))
        {
            n += await a.Load();
        }

        await result.Store(n);
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("required");
        }
    }

    private readonly record struct Scope(int Number) : IDisposable
    {
        public void Dispose() { }
    }

    private readonly record struct AwaitedScope(Word Word)
    {
        public async Step DisposeAsync() => await Word.Load();
    }
}
