using Model.Objects;
using Model.Steps;

namespace Models.Shapes;

/// <summary>Kinds of values held across an await.</summary>
public static class ValueShapes
{
    public static IReadOnlyList<ShapeModel> All { get; } =
    [
        new("a struct assigned field by field", PartlyAssigned, 0, 1, 3),
        new("a struct assigned field by field in every round", PartlyAssignedInLoop, 0, 1, 3, 4, 6),
        new("a struct assigned through a conditional reference", ConditionalReference, 6, 7),
        new("a mutable struct that changes itself", MutableStruct, 0, 1, 2),
        new("a record", HeldRecord, 0, 1, 3),
        new("a nullable, an enum and a tuple", SmallValues, 2, 3),
        new("a string", HeldString, 1, 2),
        new("wide numbers", WideNumbers, 2, 4),
        new("a delegate without captures", HeldDelegate, 1, 2),
        new("a shared object", HeldObject, 0, 1),
        new("an operation", HeldOperation, 0, 1),
        new("a sequence that grows", GrowingSequence, 0, 1, 2, 3),
        new("a local that is never read again", NeverReadAgain, 0, 1),
    ];

    private enum Colour
    {
        Red,
        Green,
    }

    private static async Step PartlyAssigned(Word a, Word result)
    {
        Pair pair;
        pair.First = await a.Load();
        pair.Second = await a.Load();
        await result.Store((2 * pair.First) + pair.Second);
    }

    private static async Step PartlyAssignedInLoop(Word a, Word result)
    {
        ulong sum = 0;
        for (int i = 0; i < 2; i++)
        {
            Pair pair;
            pair.First = await a.Load();
            pair.Second = await a.Load();
            sum += (2 * pair.First) + pair.Second;
        }

        await result.Store(sum);
    }

    private static async Step ConditionalReference(Word a, Word result)
    {
        Pair left = default,
            right = default;
        left.First = 1 + await a.Load();
        await a.Until(1);
        (left.First == 7 ? ref left : ref right).First = 5;
        await a.Load();
        await result.Store(left.First + right.First);
    }

    private static async Step MutableStruct(Word a, Word result)
    {
        var counter = default(Counter);
        counter.Add(await a.Load());
        counter.Add(await a.Load());
        await result.Store(counter.Value);
    }

    private static async Step HeldRecord(Word a, Word result)
    {
        var point = new Point(await a.Load(), 0);
        point = point with { Y = await a.Load() };
        await a.Load();
        await result.Store((2 * point.X) + point.Y);
    }

    private static async Step SmallValues(Word a, Word result)
    {
        ulong seen = await a.Load();
        ulong? number = seen == 1 ? 1 : null;
        var colour = seen == 1 ? Colour.Green : Colour.Red;
        var both = (Number: number, Colour: colour);
        await a.Load();
        await result.Store((both.Number ?? 0) + (both.Colour == Colour.Red ? 2UL : 2UL));
    }

    private static async Step HeldString(Word a, Word result)
    {
        string text = await a.Load() == 1 ? "yy" : "n";
        await a.Load();
        await result.Store((ulong)text.Length);
    }

    private static async Step WideNumbers(Word a, Word result)
    {
        ulong seen = await a.Load();
        var wide = (UInt128)(1 + seen) << 70;
        var negative = -(Int128)(1 + seen);
        long half = BitConverter.DoubleToInt64Bits(0.5 * (1 + seen));
        await a.Load();
        await result.Store(
            (ulong)(wide >> 70) + (ulong)(-negative * (Int128)(BitConverter.Int64BitsToDouble(half) * 2) / -negative)
        );
    }

    private static async Step HeldDelegate(Word a, Word result)
    {
        Func<ulong, ulong> change = await a.Load() == 1 ? n => n + 1 : n => n;
        await a.Load();
        await result.Store(change(1));
    }

    private static async Step HeldObject(Word a, Word result)
    {
        var chosen = await Choice.Of(true, false) ? a : result;
        await result.Store(0);
        ulong seen = await chosen.Load();
        await result.Store(seen);
    }

    private static async Step HeldOperation(Word a, Word result)
    {
        var load = await a.Load() == 1 ? a.Load() : result.Load();
        await result.Store(0);
        ulong seen = await load;
        await result.Store(seen);
    }

    private static async Step GrowingSequence(Word a, Word result)
    {
        var seen = Sequence<ulong>.Empty;
        for (int i = 0; i < 3; i++)
        {
            seen = seen.Append(await a.Load());
        }

        await result.Store((ulong)seen.Count(value => value == 1));
    }

    private static async Step NeverReadAgain(Word a, Word result)
    {
        ulong noise = await Choice.Of(1UL, 2UL, 3UL, 4UL);
        noise *= 2;
        if (noise > 100)
        {
            await a.Load();
        }

        ulong seen = await a.Load();
        await result.Store(seen);
    }

    private struct Pair
    {
        public ulong First;
        public ulong Second;
    }

    private struct Counter
    {
        public ulong Value { get; private set; }

        public void Add(ulong more) => Value += more;
    }

    private sealed record Point(ulong X, ulong Y);
}
