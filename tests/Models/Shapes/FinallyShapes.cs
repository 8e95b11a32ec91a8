using System.Globalization;
using Model.Objects;
using Model.Steps;

namespace Models.Shapes;

/// <summary>Finally blocks without an await, which the compiler leaves as they are.</summary>
public static class FinallyShapes
{
    public static IReadOnlyList<ShapeModel> All { get; } =
    [
        new("only a finally reads a local", OnlyRead, 1, 2),
        new("a finally reads what the try wrote", ReadsTry, 1, 2),
        new("a finally overwrites what the try wrote", Overwrites, 7),
        new("a finally overwrites on one way only", OverwritesSometimes, 1, 7),
        new("nested finally blocks", Nested, 11, 12),
        new("a jump out of two finally blocks", OutOfTwo, 21, 32),
        new("a finally in a catch", InCatch, 1, 2),
        new("a finally behind a catch", BehindCatch, 11, 22),
        new("a finally while an exception passes", ExceptionPasses, 1, 2),
        new("a finally inside a finally", InFinally, 1, 2),
        new("break through a finally", BreakThrough, 1, 2),
        new("continue through a finally", ContinueThrough, 3, 6),
        new("return through a finally", ReturnThrough, 101, 202),
        new("goto through a finally", GotoThrough, 1, 2),
        new("await in try and a finally that reads", AwaitInTry, 1, 2),
    ];

    private static async Step OnlyRead(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used;
        await a.Until(1);
        try
        {
            used = 5;
        }
        finally
        {
            used = kept;
        }

        await result.Store(used);
    }

    private static async Step ReadsTry(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            carried = 0,
            used = 0;
        try
        {
            await a.Until(1);
            carried = kept;
        }
        finally
        {
            used = carried;
        }

        await result.Store(used);
    }

    private static async Step Overwrites(Word a, Word result)
    {
        ulong used = 0;
        try
        {
            used = 1 + await a.Load();
            await a.Until(1);
        }
        finally
        {
            used = 7;
        }

        await result.Store(used);
    }

    private static async Step OverwritesSometimes(Word a, Word result)
    {
        ulong seen = await a.Load(),
            used = 0;
        try
        {
            used = seen + 1;
            await a.Until(1);
        }
        finally
        {
            if (seen == 1)
            {
                used = 7;
            }
        }

        await result.Store(used);
    }

    private static async Step Nested(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            inner = 0,
            outer = 0;
        await a.Until(1);
        try
        {
            try
            {
                inner = 5;
            }
            finally
            {
                inner = kept;
            }
        }
        finally
        {
            outer = inner + 10;
        }

        await result.Store(outer);
    }

    private static async Step OutOfTwo(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        await a.Until(1);
        while (true)
        {
            try
            {
                try
                {
                    if (kept > 0)
                    {
                        break;
                    }
                }
                finally
                {
                    used += kept;
                }
            }
            finally
            {
                used += kept * 10;
            }
        }

        await result.Store(used + 10);
    }

    private static async Step InCatch(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        await a.Until(1);
        try
        {
            Throw();
        }
        catch (InvalidOperationException)
        {
            try
            {
                used = 9;
            }
            finally
            {
                used = kept;
            }
        }

        await result.Store(used);
    }

    private static async Step BehindCatch(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        await a.Until(1);
        try
        {
            Throw();
        }
        catch (InvalidOperationException)
        {
            used = kept;
        }
        finally
        {
            used += kept * 10;
        }

        await result.Store(used);
    }

    private static async Step ExceptionPasses(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        await a.Until(1);
        try
        {
            try
            {
                Throw();
            }
            finally
            {
                used = kept;
            }
        }
        catch (InvalidOperationException) { }

        await result.Store(used);
    }

    private static async Step InFinally(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0,
            carried = 0;
        await a.Until(1);
        try
        {
            carried = 4;
        }
        finally
        {
            try
            {
                carried = 5;
            }
            finally
            {
                carried = kept;
            }

            used = carried;
        }

        await result.Store(used);
    }

    private static async Step BreakThrough(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                await a.Until(1);
                if (i == 1)
                {
                    break;
                }
            }
            finally
            {
                used = kept;
            }

            used = 0;
        }

        await result.Store(used);
    }

    private static async Step ContinueThrough(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        for (int i = 0; i < 3; i++)
        {
            await a.Until(1);
            try
            {
                if (i < 3)
                {
                    continue;
                }

                used = 50;
            }
            finally
            {
                used += kept;
            }

            used = 60;
        }

        await result.Store(used);
    }

    private static async Step ReturnThrough(Word a, Word result)
    {
        try
        {
            await Early(a);
        }
        catch (InvalidOperationException exception)
        {
            await result.Store(ulong.Parse(exception.Message, CultureInfo.InvariantCulture));
        }
    }

    private static async Step<ulong> Early(Word a)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        try
        {
            try
            {
                await a.Until(1);
                return 0;
            }
            finally
            {
                used = kept * 100;
            }
        }
        finally
        {
            Throw(used + kept);
        }
    }

    private static async Step GotoThrough(Word a, Word result)
    {
        ulong kept = 1 + await a.Load(),
            used = 0;
        await a.Until(1);
        try
        {
            if (used == 0)
            {
                goto end;
            }

            used = 8;
        }
        finally
        {
            used = kept;
        }

        used = 9;
    end:
        await result.Store(used);
    }

    private static async Step AwaitInTry(Word a, Word result)
    {
        ulong used = 0,
            kept = 1 + await a.Load();
        try
        {
            await a.Until(1);
            await a.Load();
        }
        finally
        {
            used = kept;
        }

        await a.Load();
        await result.Store(used);
    }

    private static void Throw(ulong message = 0) =>
        throw new InvalidOperationException(message.ToString(CultureInfo.InvariantCulture));
}
