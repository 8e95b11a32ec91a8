using Model.Objects;
using Model.Steps;

namespace Models.Shapes;

/// <summary>Awaits inside expressions, where the compiler keeps intermediate values.</summary>
public static class ExpressionShapes
{
    public static IReadOnlyList<ShapeModel> All { get; } =
    [
        new("awaits as arguments", Arguments, 0, 4, 6, 7),
        new("awaits as arguments of a params span", ParamsSpan, 0, 4, 6, 7),
        new("ternary with awaits in all places", Ternary, 0, 1, 2, 8),
        new("and-also with awaits on both sides", AndAlso, 0, 1),
        new("or-else with awaits on both sides", OrElse, 0, 1),
        new("compound assignment", Compound, 5, 6, 7),
        new("coalescing assignment", Coalescing, 0, 1),
        new("switch statement", SwitchStatement, 10, 21, 20, 30),
        new("switch expression", SwitchExpression, 1, 2, 5),
        new("pattern over an awaited tuple", TuplePattern, 1, 2, 3),
        new("is-pattern declares a local", IsPattern, 0, 11, 12),
        new("tuple deconstruction and swap", Deconstruction, 0, 10, 11, 21),
        new("interpolated string", Interpolated, 3, 4),
        new("an operation awaits what it stores", Nested, 0, 1),
        new("a choice of awaited values", AwaitedChoice, 0, 1),
    ];

    private static async Step Arguments(Word a, Word result) =>
        await result.Store(Bits(await a.Load(), await a.Load(), await a.Load()));

    private static ulong Bits(ulong first, ulong second, ulong third) => first + (2 * second) + (4 * third);

    private static async Step ParamsSpan(Word a, Word result) =>
        await result.Store(Weighted(await a.Load(), await a.Load(), await a.Load()));

    private static ulong Weighted(params ReadOnlySpan<ulong> bits)
    {
        ulong sum = 0;
        for (int i = 0; i < bits.Length; i++)
        {
            sum += bits[i] << i;
        }

        return sum;
    }

    private static async Step Ternary(Word a, Word result) =>
        await result.Store((await a.Load() == 0 ? await a.Load() : 7) + await a.Load());

    private static async Step AndAlso(Word a, Word result) =>
        await result.Store(await a.Load() == 0 && await a.Load() == 1 ? 1UL : 0UL);

    private static async Step OrElse(Word a, Word result)
    {
        bool either = await a.Load() == 1 || await a.Load() == 1;
        await result.Store(either ? 1UL : 0UL);
    }

    private static async Step Compound(Word a, Word result)
    {
        ulong n = 5;
        n += await a.Load();
        n += await a.Load();
        await result.Store(n);
    }

    private static async Step Coalescing(Word a, Word result)
    {
        ulong? n = null;
        n ??= await a.Load();
        n ??= 9 + await a.Load();
        await result.Store(n.Value);
    }

    private static async Step SwitchStatement(Word a, Word result)
    {
        ulong n = await Choice.Of(1UL, 2UL, 3UL);
        switch (n)
        {
            case 1:
                n *= 10;
                break;
            case 2 when n + 1 == 3:
                n = 20 + await a.Load();
                break;
            default:
                n = 30;
                await a.Load();
                break;
        }

        await result.Store(n);
    }

    private static async Step SwitchExpression(Word a, Word result)
    {
        ulong n = await a.Load() switch
        {
            0 => 1 + await a.Load(),
            _ => 5,
        };
        await result.Store(n);
    }

    private static async Step TuplePattern(Word a, Word result)
    {
        ulong n = (await a.Load(), await a.Load()) switch
        {
            (0, 0) => 1,
            (0, var second) => 1 + second,
            var (first, second) => first + second + 1,
        };
        await result.Store(n);
    }

    private static async Step IsPattern(Word a, Word result)
    {
        ulong n = 0;
        if (await a.Load() + await a.Load() is var sum and > 0)
        {
            await a.Load();
            n = 10 + sum;
        }

        await result.Store(n);
    }

    private static async Step Deconstruction(Word a, Word result)
    {
        var (x, y) = (await a.Load(), await a.Load());
        (x, y) = (y, x + await a.Load());
        await result.Store((10 * y) + x);
    }

    private static async Step Interpolated(Word a, Word result)
    {
        string text = $"a{await a.Load()}{(await a.Load() == 1 ? "b" : "")}c";
        await a.Load();
        await result.Store((ulong)text.Length);
    }

    private static async Step Nested(Word a, Word result) => await result.Store(await a.Load() * await a.Load());

    private static async Step AwaitedChoice(Word a, Word result) =>
        await result.Store(await Choice.Of(await a.Load(), await a.Load()));
}
