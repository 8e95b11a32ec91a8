using Model.Objects;
using Model.Steps;

namespace Models.Shapes;

/// <summary>
/// Loops with awaits in every place. A load of <c>a</c> answers 0 until some time, and 1 from then on.
/// </summary>
public sealed class LoopShapes
{
    private readonly ulong[] _array = [1, 2, 4];
    private readonly List<ulong> _list = [1, 2, 4];
    private readonly Sequence<ulong> _sequence = Sequence<ulong>.Of(1, 2, 4);

    private LoopShapes() { }

    public static IReadOnlyList<ShapeModel> All { get; } = Of(new LoopShapes());

    private static ShapeModel[] Of(LoopShapes shapes) =>
        [
            new("await in a while condition", WhileCondition, 0, 1, 2, 3),
            new("await in a do-while condition", DoWhileCondition, 1, 2, 3),
            new("await in all parts of a for", ForParts, 2, 3),
            new("nested loops left by goto", NestedLoops, 0, 1, 2, 3, 9),
            new("continue and break", ContinueAndBreak, 0, 1, 3, 6),
            new("foreach over an array of the model", shapes.OverArray, 0, 4, 6, 7),
            new("foreach over a list of the model", shapes.OverList, 0, 4, 6, 7),
            new("foreach over a sequence", shapes.OverSequence, 0, 4, 6, 7),
            new("foreach over a span between awaits", shapes.OverSpan, 7, 14),
            new("a local that is dead at the end of each round", DeadAtEndOfRound, 0, 1, 2, 3),
            new("two loops that share no local", TwoLoops, 0, 1, 2, 3, 4),
        ];

    private static async Step WhileCondition(Word a, Word result)
    {
        ulong rounds = 0;
        while (await a.Load() == 0 && rounds < 3)
        {
            rounds++;
        }

        await result.Store(rounds);
    }

    private static async Step DoWhileCondition(Word a, Word result)
    {
        ulong rounds = 0;
        do
        {
            rounds++;
        } while (await a.Load() == 0 && rounds < 3);

        await result.Store(rounds);
    }

    private static async Step ForParts(Word a, Word result)
    {
        ulong sum = 0;
        for (ulong i = await Choice.Of(0UL, 1UL); i < 2 + await a.Load(); i += 1 + (await a.Load() & 0))
        {
            sum = i + 1;
        }

        await result.Store(sum);
    }

    private static async Step NestedLoops(Word a, Word result)
    {
        ulong found = 9;
        for (ulong i = 0; i < 2; i++)
        {
            for (ulong j = 0; j < 2; j++)
            {
                if (await a.Load() == 1)
                {
                    found = (2 * i) + j;
                    goto Found;
                }
            }
        }

    Found:
        await result.Store(found);
    }

    private static async Step ContinueAndBreak(Word a, Word result)
    {
        ulong sum = 0;
        for (ulong i = 1; ; i++)
        {
            ulong seen = await a.Load();
            if (seen == 1)
            {
                break;
            }

            if (i == 4)
            {
                break;
            }

            sum += i;
            if (sum < 100)
            {
                continue;
            }

            await result.Store(sum);
        }

        await result.Store(sum);
    }

    private async Step OverArray(Word a, Word result)
    {
        ulong sum = 0;
        foreach (ulong weight in _array)
        {
            sum += weight * await a.Load();
        }

        await result.Store(sum);
    }

    private async Step OverList(Word a, Word result)
    {
        ulong sum = 0;
        foreach (ulong weight in _list)
        {
            sum += weight * await a.Load();
        }

        await result.Store(sum);
    }

    private async Step OverSequence(Word a, Word result)
    {
        ulong sum = 0;
        foreach (ulong weight in _sequence)
        {
            sum += weight * await a.Load();
        }

        await result.Store(sum);
    }

    private async Step OverSpan(Word a, Word result)
    {
        ulong factor = 1 + await a.Load();
        ulong sum = 0;
        Span<ulong> doubled = stackalloc ulong[_array.Length];
        _array.CopyTo(doubled);
        foreach (ulong weight in doubled)
        {
            sum += weight * factor;
        }

        await result.Store(sum);
    }

    private static async Step DeadAtEndOfRound(Word a, Word result)
    {
        ulong ones = 0;
        for (int i = 0; i < 3; i++)
        {
            ulong seen = await a.Load();
            ulong twice = seen * 2;
            ones += twice / 2;
            await a.Load();
        }

        await result.Store(ones);
    }

    private static async Step TwoLoops(Word a, Word result)
    {
        ulong sum = 0;
        for (int i = 0; i < 2; i++)
        {
            ulong first = await a.Load();
            sum += first;
        }

        for (int i = 0; i < 2; i++)
        {
            ulong second = await a.Load();
            sum += second;
        }

        await result.Store(sum);
    }
}
