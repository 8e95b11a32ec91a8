using Model.Objects;
using Model.Steps;

namespace Models.Shapes;

/// <summary>Values, parts of values and branches that nobody needs, and some that only look so.</summary>
public static class UnneededShapes
{
    public static IReadOnlyList<ShapeModel> All { get; } =
    [
        new("a branch that decides what nobody reads", UnneededBranch, 0, 1),
        new("branches within branches that decide what nobody reads", UnneededBranches, 0, 1),
        new("a branch that decides what is read", NeededBranch, 1, 2),
        new("a loop whose rounds nobody needs ends before what is read", UnneededRounds, 0, 1),
        new("a part of a struct that nobody reads", UnneededPart, 0, 1),
        new("a part of a tuple that nobody reads", UnneededItem, 0, 1),
        new("a part of a part that nobody reads", UnneededPartOfPart, 0, 1),
        new("a part of a part that is read", NeededPartOfPart, 0, 1, 2, 3),
        new("a part that is changed where it lies", ChangedPart, 1, 2),
        new("a local that is assigned while a reference to it is read", AssignedBesideReference, 0, 1),
        new("a part that is assigned while a reference to the struct is read", PartAssignedBesideReference, 0, 1),
    ];

    private static async Step UnneededBranch(Word a, Word result)
    {
        ulong noise = await Choice.Of(0UL, 1UL, 2UL);
        ulong unread = noise & 1;
        await a.Load();
        if (noise == 1)
        {
            unread = 2;
        }

        await result.Store(await a.Load());
    }

    private static async Step UnneededBranches(Word a, Word result)
    {
        ulong noise = await Choice.Of(0UL, 1UL, 2UL);
        ulong unread = await a.Load();
        await a.Load();
        if (noise == 1)
        {
            unread = noise == 0 || unread > 1 ? 3UL : 4UL;
        }
        else if (noise == 2)
        {
            unread += 2;
        }

        await result.Store(await a.Load());
    }

    private static async Step NeededBranch(Word a, Word result)
    {
        ulong seen = await a.Load();
        ulong read = 1;
        await a.Until(1);
        if (seen == 1)
        {
            read = 2;
        }

        await result.Store(read);
    }

    private static async Step UnneededRounds(Word a, Word result)
    {
        ulong seen = await a.Load();
        ulong rounds = seen;
        await a.Until(1);
        while (rounds < 1)
        {
            rounds++;
        }

        await result.Store(seen);
    }

    private static async Step UnneededPart(Word a, Word result)
    {
        Pair pair = default;
        pair.First = await a.Load();
        pair.Second = await Choice.Of(1UL, 2UL, 3UL);
        await a.Load();
        await result.Store(pair.First);
        pair.Second = 1;
    }

    private static async Step UnneededItem(Word a, Word result)
    {
        (ulong Read, ulong Unread) both = (await a.Load(), await Choice.Of(1UL, 2UL));
        var copy = new Pair { First = both.Unread = await a.Load(), Second = 1 };
        both.Unread += 2;
        await result.Store(await a.Load());
    }

    private static async Step UnneededPartOfPart(Word a, Word result)
    {
        var deep = Fresh();
        deep.Rest = await a.Load();
        deep.Pair.First = 1;
        deep.Pair.Second = await Choice.Of(1UL, 2UL, 3UL);
        deep.Rest = 1;
        ulong seen = await a.Load();
        deep.Pair.First = 1;
        await result.Store(seen);
    }

    private static async Step NeededPartOfPart(Word a, Word result)
    {
        Deep deep = default;
        deep.Pair.First = await Choice.Of(0UL, 2UL);
        deep.Pair.Second = await a.Load();
        await a.Until(1);
        deep.Rest = 7;
        await a.Load();
        await result.Store(deep.Pair.First + deep.Pair.Second);
    }

    private static async Step ChangedPart(Word a, Word result)
    {
        Deep deep = default;
        deep.Pair.First = await a.Load();
        await a.Until(1);
        deep.Pair.First += 1;
        deep.Pair.Second ^= 1;
        await a.Load();
        await result.Store(deep.Pair.First);
    }

    private static async Step AssignedBesideReference(Word a, Word result)
    {
        ulong seen = await a.Load();
        ulong target = await a.Load();
        await a.Until(1);
        ref ulong reference = ref target;
        target = seen;
        ulong read = reference;
        await result.Store(read);
    }

    private static async Step PartAssignedBesideReference(Word a, Word result)
    {
        ulong seen = await a.Load();
        Deep deep = default;
        deep.Rest = await a.Load();
        await a.Until(1);
        ref var reference = ref deep.Pair;
        deep.Pair.Second = seen;
        ulong read = reference.Second;
        await result.Store(read);
    }

    private static Deep Fresh() => default;

    private struct Pair
    {
        public ulong First;
        public ulong Second;
    }

    private struct Deep
    {
        public Pair Pair;
        public ulong Rest;
    }
}
