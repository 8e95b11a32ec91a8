using Model.Objects;
using Model.Steps;

namespace Models.Shapes;

/// <summary>Steps that call steps.</summary>
public static class CallShapes
{
    public static IReadOnlyList<ShapeModel> All { get; } =
    [
        new("three calls deep", Deep, 3, 4, 5, 6),
        new("recursion", Recursion, 0, 1, 2, 3),
        new("a call that completes at once", Immediate, 5, 6),
        new("a step that is a value", Completed, 5, 6),
        new("a generic method", GenericMethod, 0, 1),
        new("a generic class", GenericClass, 0, 1, 2),
        new("local functions", LocalFunctions, 0, 1, 2),
        new("a local function of a local function", NestedLocalFunctions, 10, 11, 12),
        new("an async lambda", AsyncLambda, 0, 1),
        new("calls in a loop condition", CallInCondition, 1, 2, 3),
        new("results of different types", ResultTypes, 1, 3),
        new("a default interface method", InterfaceMethod, 0, 1),
    ];

    private interface ILoads
    {
        Word Source { get; }

        async Step<ulong> Load() => await Source.Load();
    }

    private static async Step Deep(Word a, Word result) => await result.Store(await One(a));

    private static async Step<ulong> One(Word a)
    {
        ulong before = await a.Load();
        return before + await Two(a);
    }

    private static async Step<ulong> Two(Word a)
    {
        ulong inner = await Three(a);
        return inner + await a.Load();
    }

    private static async Step<ulong> Three(Word a) => 3 + await a.Load();

    private static async Step Recursion(Word a, Word result) => await result.Store(await Sum(a, 3));

    private static async Step<ulong> Sum(Word a, int depth) =>
        depth == 0 ? 0 : await a.Load() + await Sum(a, depth - 1);

    private static async Step Immediate(Word a, Word result)
    {
        ulong five = await Five(a, wait: false);
        ulong six = await Five(a, wait: true);
        await result.Store(five * six / 5);
    }

    private static async Step<ulong> Five(Word a, bool wait) => wait ? 5 + await a.Load() : 5;

    private static async Step Completed(Word a, Word result)
    {
        ulong n = await new Step<ulong>(5);
        await result.Store(n + await a.Load());
    }

    private static async Step GenericMethod(Word a, Word result) => await result.Store(await Twice(a.Load()));

    private static async Step<T> Twice<T>(Operation<T> operation)
    {
        await operation;
        return await operation;
    }

    private static async Step GenericClass(Word a, Word result)
    {
        var (number, flag) = await new Twin<ulong, bool>(a.Load(), Choice.Of(true, false)).Take();
        await result.Store(number + (flag ? await a.Load() : 0));
    }

    private static async Step LocalFunctions(Word a, Word result)
    {
        static async Step<ulong> Next(Word word) => await word.Load();
        static ulong Add(ulong left, ulong right) => left + right;

        await result.Store(Add(await Next(a), await Next(a)));
    }

    private static async Step NestedLocalFunctions(Word a, Word result)
    {
        static async Step<ulong> Outer(Word word, ulong start)
        {
            static async Step<ulong> Inner(Word word)
            {
                ulong seen = await word.Load();
                return seen + await word.Load();
            }

            return start + await Inner(word);
        }

        await result.Store(await Outer(a, 10));
    }

    private static async Step AsyncLambda(Word a, Word result)
    {
        var load = static async Step<ulong> (Word word) =>
        {
            await word.Load();
            return await word.Load();
        };
        await result.Store(await load(a));
    }

    private static async Step CallInCondition(Word a, Word result)
    {
        ulong rounds = 1;
        while (rounds < 3 && !await IsSet(a))
        {
            rounds++;
        }

        await result.Store(rounds);
    }

    private static async Step<bool> IsSet(Word a) => await a.Load() == 1;

    private static async Step ResultTypes(Word a, Word result)
    {
        string text = await Text(a);
        bool any = await IsSet(a);
        await Nothing();
        await result.Store((ulong)text.Length + (any ? 0UL : 0UL));
    }

    private static async Step<string> Text(Word a) => await IsSet(a) ? "set" : "-";

    private static Step Nothing() => default(Empty).Run();

    private static async Step InterfaceMethod(Word a, Word result)
    {
        ILoads loads = new Loads(a);
        await result.Store(await loads.Load());
    }

    private readonly struct Empty
    {
        public Step Run() => Completed();

#pragma warning disable CS1998 // A step that never waits is what this is about.
        private static async Step Completed() { }
#pragma warning restore CS1998
    }

    private sealed record Loads(Word Source) : ILoads;

    private sealed record Twin<TFirst, TSecond>(Operation<TFirst> First, Operation<TSecond> Second)
    {
        public async Step<(TFirst First, TSecond Second)> Take()
        {
            var first = await First;
            var second = await Second;
            return (first, second);
        }
    }
}
