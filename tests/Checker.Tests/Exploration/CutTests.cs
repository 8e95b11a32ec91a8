using Checker.Exploration;
using Checker.Properties;
using Checker.Replay;
using Checker.Reports;
using Checker.Traces;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Exploration;

/// <summary>
/// States from which something could go on that is not explored: beyond the user's constraint, or before a limit of the
/// model.
/// </summary>
public sealed class CutTests
{
    // One process hands out numbers for ever; the other stops for good when it sees one that it does not like.
    private static SystemModel Numbers(ulong disliked)
    {
        var number = new Word("number");
        var lost = new Word("lost");
        async Step Count()
        {
            while (await lost.Load() == 0)
            {
                await number.FetchAdd(1);
            }

            await lost.Until(0);
        }

        async Step Watch()
        {
            while (await number.Load() != disliked) { }

            await lost.Store(1);
            await lost.Until(0);
        }

        return new SystemModel("numbers")
            .Process("count", Count)
            .Process("watch", Watch)
            .Observe(number)
            .Observe(lost)
            .Goal("lost == 0 && number >= 1");
    }

    [Fact]
    public void A_model_without_an_end_holds_within_a_constraint()
    {
        var result = Explore.Model(Numbers(disliked: 99).Always("number <= 3").While("number < 3")).Exhaustively();

        Assert.Equal((Verdict.Holds, true, "number < 3"), (result.Verdict, result.Exhaustive, result.Within));
        Assert.StartsWith(
            "numbers: holds within number < 3\n  every reachable state was explored while number < 3 holds, "
                + "and nothing beyond, and every",
            CheckText.Of("numbers", result),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_state_beyond_is_judged_by_the_invariants()
    {
        var result = Explore.Model(Numbers(disliked: 99).Always("number < 3").While("number < 3")).Exhaustively();

        var violation = Assert.Single(result.Violations);
        Assert.Equal((ViolationKind.Invariant, 6), (violation.Kind, violation.Trace.Steps.Count));
        Assert.All(violation.Trace.Endings, ending => Assert.Equal(ProcessActivity.Ready, ending.Activity));
    }

    [Fact]
    public void Stuck_is_found_where_nothing_leads_beyond()
    {
        var result = Explore.Model(Numbers(disliked: 1).While("number < 4")).Exhaustively();

        Assert.Equal(
            [ViolationKind.Deadlock, ViolationKind.Stuck],
            result.Violations.Select(violation => violation.Kind).Order()
        );
        Assert.True(result.Exhaustive);
    }

    [Fact]
    public void To_leave_the_constraint_is_to_reach_every_goal_but_a_constraint_that_nothing_meets_is_vacuous()
    {
        var goal = Explore.Model(Numbers(disliked: 99).Goal("number == 4").While("number < 3")).Exhaustively();
        var constraint = Explore.Model(Numbers(disliked: 99).While("number > 0")).Exhaustively();

        Assert.Equal(Verdict.Holds, goal.Verdict);
        Assert.Equal(
            (Verdict.Vacuous, "the constraint 'number > 0' is false from the start"),
            (constraint.Verdict, constraint.VacuousBecause[0])
        );
    }

    [Fact]
    public void Several_constraints_must_all_hold()
    {
        var result = Explore
            .Model(
                Numbers(disliked: 99).While("number < 3").While("small", states => states.Pending("watch") is not null)
            )
            .Exhaustively();

        Assert.Equal("(number < 3) && (small)", result.Within);
    }

    [Fact]
    public void The_search_walks_and_workers_agree_on_what_is_cut()
    {
        string alone = Laws.Fingerprint.Of(
            Explore.Model(Numbers(disliked: 2).Always("number < 3").While("number < 4")).Exhaustively()
        );
        string together = Laws.Fingerprint.Of(
            (
                Explore.Model(Numbers(disliked: 2).Always("number < 3").While("number < 4")) with
                {
                    Workers = 3,
                }
            ).Exhaustively()
        );
        var deep = Explore.Model(Numbers(disliked: 2).Always("number < 3").While("number < 4")).DepthFirst();
        var walked = Explore
            .Model(Numbers(disliked: 99).Always("number < 4").While("number < 3"))
            .ByRandomWalks(seed: 1, walks: 50);

        Assert.Equal(alone, together);
        Assert.Equal(
            [ViolationKind.Invariant, ViolationKind.Deadlock, ViolationKind.Stuck],
            deep.Violations.Select(violation => violation.Kind).Order()
        );
        Assert.Equal(Verdict.Bounded, walked.Verdict);
    }

    [Fact]
    public void An_end_beyond_the_constraint_is_no_end()
    {
        static SystemModel Chooser(params ulong[] values)
        {
            var word = new Word("word");
            var options = Choice.Of(values);
            async Step Choose() => await word.Store(await options);
            return new SystemModel("choice").Process("cpu0", Choose).Observe(word).While("word != 9");
        }

        var model = Chooser(1, 2, 9);
        model.Refines(Chooser(1, 2), ["word"]);
        var result = (Explore.Model(model) with { FinalLook = null }).Exhaustively();

        Assert.Equal((Verdict.Holds, "word != 9"), (result.Verdict, result.Within));
        Assert.Equal(
            ["word=0;", "word=1;", "word=2;"],
            new[] { "word=0;" }.Concat(result.FinalStates.Select(final => final.Text))
        );
    }

    // A buffer that takes two items at most, and a reader that takes them out or does not.
    private static SystemModel Buffer(bool isRead, bool inBody = false)
    {
        var buffer = new Buffered("buffer");
        async Step Write()
        {
            int written = 0;
            while (true)
            {
                await new Put(buffer, inBody ? 99 : 2);
                written = (written + 1) % 4;
                if (inBody && written == 3)
                {
                    throw new LimitException("cpu0 has written 3 items");
                }
            }
        }

        async Step Read()
        {
            while (true)
            {
                await new Take(buffer);
            }
        }

        var model = new SystemModel("buffer")
            .Process("cpu0", Write)
            .Observe("count", states => (ulong)states.Of(buffer))
            .Always("count <= 99")
            .Goal("count == 1");
        return isRead ? model.Background("reader", Read) : model;
    }

    [Theory]
    [InlineData(false, false, "buffer is full: 2 items", 3)]
    [InlineData(true, false, "buffer is full: 2 items", 6)]
    [InlineData(false, true, "cpu0 has written 3 items", 3)]
    [InlineData(true, true, "cpu0 has written 3 items", 6)]
    public void A_limit_of_the_model_is_bounded_and_neither_deadlock_nor_stuck(
        bool isRead,
        bool inBody,
        string reason,
        long leastStates
    )
    {
        foreach (int workers in (int[])[1, 3])
        {
            var result = (Explore.Model(Buffer(isRead, inBody)) with { Workers = workers }).Exhaustively();
            Assert.Equal((Verdict.Bounded, false, reason), (result.Verdict, result.Exhaustive, result.StoppedBy));
            Assert.InRange(result.States, leastStates, 100);
            Assert.Empty(result.Violations);
        }

        Assert.Equal(
            (Verdict.Bounded, reason),
            (Explore.Model(Buffer(isRead, inBody)).DepthFirst() is var deep ? (deep.Verdict, deep.StoppedBy) : default)
        );
        Assert.Empty(Explore.Model(Buffer(isRead, inBody)).ByRandomWalks(seed: 1, walks: 20, length: 30).Violations);
    }

    [Fact]
    public void A_violation_before_a_limit_is_violated_and_says_what_was_not_explored()
    {
        var result = Explore.Model(Buffer(isRead: false).Always("count < 2")).Exhaustively();

        Assert.Equal((Verdict.Violated, "buffer is full: 2 items"), (result.Verdict, result.StoppedBy));
    }

    [Fact]
    public void The_other_outcomes_of_a_step_and_the_other_processes_are_explored()
    {
        var number = new Word("number");
        async Step Choose()
        {
            await new LimitedChoice(number);
            await number.FetchAdd(10);
        }

        async Step Other() => await number.FetchAdd(100);
        var model = new SystemModel("choice")
            .Process("cpu0", Choose)
            .Process("cpu1", Other)
            .Observe(number)
            .Always("number != 112");
        var result = Explore.Model(model).Exhaustively();

        Assert.Equal(Verdict.Violated, result.Verdict);
        var trace = Assert.Single(result.Violations).Trace;
        Assert.Equal([2, 0, 0], trace.Steps.Select(step => step.Outcome).OrderDescending());
        using var replay = new Replayer(model, trace);
        Assert.Null(replay.Run());
    }

    [Fact]
    public void A_process_may_start_beyond_a_limit()
    {
        var number = new Word("number");
        static Step Start() => throw new LimitException("cpu0 does not start");
        async Step Other() => await number.FetchAdd(1);
        var result = Explore
            .Model(
                new SystemModel("start")
                    .Process("cpu0", Start)
                    .Process("cpu1", Other)
                    .Observe(number)
                    .Always("number < 9")
                    .Goal("number == 8")
            )
            .Exhaustively();

        Assert.Equal((Verdict.Bounded, "cpu0 does not start", 2), (result.Verdict, result.StoppedBy, result.States));
    }

    private sealed class Buffered(string name) : SharedObject<int>(name, 0);

    private sealed record Put(Buffered Buffer, int Most) : Operation<Nothing>
    {
        public override string Kind => "put";

        public override IReadOnlyList<Access> Footprint => [Access.Write(Buffer)];

        protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
        {
            if (states.Of(Buffer) is var count && count == Most)
            {
                outcomes.Limit($"{Buffer.Name} is full: {count} items");
            }
            else
            {
                outcomes.Add(default, Buffer.To(count + 1));
            }
        }
    }

    private sealed record Take(Buffered Buffer) : Operation<Nothing>
    {
        public override string Kind => "take";

        public override IReadOnlyList<Access> Footprint => [Access.Write(Buffer)];

        protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
        {
            if (states.Of(Buffer) is > 0 and var count)
            {
                outcomes.Add(default, Buffer.To(count - 1));
            }
        }
    }

    private sealed record LimitedChoice(Word Number) : Operation<Nothing>
    {
        public override string Kind => "choose";

        public override IReadOnlyList<Access> Footprint => [Access.Write(Number)];

        protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
        {
            outcomes.Add(default, Number.To(states.Of(Number) + 1));
            outcomes.Limit("no second outcome");
            outcomes.Add(default, Number.To(states.Of(Number) + 2));
        }
    }
}
