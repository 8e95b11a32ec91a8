extern alias optimised;
using Checker.Automata;
using Checker.Automata.Guards;
using Checker.Exploration;
using Checker.Exploration.Strategies;
using Model.Objects;
using Model.Steps;
using Model.Systems;
using optimised::Models.Workload;

namespace Checker.Tests.Exploration;

/// <summary>Each strategy of random walks does what its paper promises.</summary>
public sealed class StrategyTests
{
    [Theory]
    [InlineData("random")]
    [InlineData("pct")]
    [InlineData("pos")]
    public void A_seed_decides_every_step_and_another_seed_walks_elsewhere(string name)
    {
        var model = TokenWorkload.Build(WriteBack.Split, consumers: 2, tokens: 3);

        string[] walked = [.. Enumerable.Range(1, 9).Select(seed => Steps(model, Strategy(name, (ulong)seed)))];
        string[] again = [.. Enumerable.Range(1, 9).Select(seed => Steps(model, Strategy(name, (ulong)seed)))];

        Assert.Equal(walked, again);
        Assert.Equal(9, walked.Distinct(StringComparer.Ordinal).Count());

        static string Steps(SystemModel model, IStrategy strategy) =>
            string.Join(' ', Walks(model, strategy, walks: 20).SelectMany(walk => walk.Steps));
    }

    [Theory]
    [InlineData("pct", false)]
    [InlineData("pos", false)]
    [InlineData("pct", true)]
    [InlineData("pos", true)]
    public void A_process_that_waits_in_a_loop_does_not_keep_the_others_from_going_on(string name, bool inPair)
    {
        var flag = new Word("flag");
        async Step Wait()
        {
            while (await flag.Load() == 0) { }
        }

        async Step Set() => await flag.Store(1);
        var model = new SystemModel("spin").Process("waiter", Wait).Process("setter", Set);
        model = inPair ? model.Process("waiter2", Wait) : model;

        Assert.All(Walks(model, Strategy(name, 1), walks: 200, length: 60), walk => Assert.True(walk.IsAtEnd));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    public void Pct_finds_a_bug_of_depth_two_as_often_as_its_theorem_says(int work)
    {
        // All of the worker's steps lie between the two of the opener, or the bug does not happen: n = 2, k = work + 3.
        var door = new Word("door");
        var done = new Word("done");
        async Step Open()
        {
            await door.Store(1);
            await door.Store(0);
        }

        async Step Work()
        {
            for (int i = 0; i < work; i++)
            {
                await done.Store((ulong)i);
            }

            Claim.That(await door.Load() == 0, "the door is shut");
        }

        var model = new SystemModel("door").Process("opener", Open).Process("worker", Work);
        const int walks = 20_000;

        int found = Walks(model, new PctStrategy(seed: 1, depth: 2), walks).Count(walk => walk.HasFailed);
        int atRandom = Walks(model, new RandomStrategy(seed: 1), walks).Count(walk => walk.HasFailed);

        Assert.InRange(found, 0.8 * walks / (2 * (work + 3)), 1.2 * walks / (2 * (work + 3)));
        Assert.True(work < 20 || atRandom == 0);
    }

    [Theory]
    [InlineData("pos", false, 1.0 / 32)]
    [InlineData("pos", true, 0)]
    [InlineData("random", false, 0)]
    public void Pos_lets_operations_wait_that_conflict_with_none_that_happen(string name, bool conflicts, double share)
    {
        // A pending operation comes after 31 others of the other process: as the least of 32 priorities, or by 31
        // tosses of a coin.
        var first = new Word("first");
        var last = new Word("last");
        async Step Work()
        {
            for (int i = 0; i < 30; i++)
            {
                await (conflicts ? last : first).Store(1);
            }

            await last.Store(1);
        }

        async Step Wait() => await last.Store(2);
        var model = new SystemModel("wait").Process("worker", Work).Process("waiter", Wait);
        const int walks = 20_000;

        int waited = Walks(model, Strategy(name, 1), walks).Count(walk => walk.Steps[^1].Process == 1);

        Assert.InRange(waited, 0.8 * share * walks, 1.2 * share * walks);
    }

    private static IStrategy Strategy(string name, ulong seed) =>
        name switch
        {
            "random" => new RandomStrategy(seed),
            "pct" => new PctStrategy(seed, depth: 3),
            _ => new PosStrategy(seed),
        };

    private static IEnumerable<Walked> Walks(SystemModel model, IStrategy strategy, int walks, int length = 10_000)
    {
        using var cursor = new StateCursor(new Composition(model, new AutomataOptions(new BodyWatch())));
        for (int walk = 0; walk < walks; walk++)
        {
            var steps = new List<ScheduleStep>();
            cursor.Restart();
            while (cursor.EnabledCount > 0 && steps.Count < length)
            {
                int choice = strategy.Choose(cursor, steps.Count);
                steps.Add(cursor.Enabled(choice));
                cursor.Take(choice);
            }

            yield return new Walked(steps, cursor.HasFailed, cursor.IsAtEnd);
        }
    }

    private sealed record Walked(IReadOnlyList<ScheduleStep> Steps, bool HasFailed, bool IsAtEnd);
}
