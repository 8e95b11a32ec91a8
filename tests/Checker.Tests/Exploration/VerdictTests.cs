using Checker.Exploration;
using Checker.Properties;
using Checker.Traces;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Exploration;

public sealed class VerdictTests
{
    private static SystemModel Counter(bool atomic)
    {
        var counter = new Word("counter");
        async Step Increment()
        {
            if (atomic)
            {
                await counter.FetchAdd(1);
            }
            else
            {
                ulong seen = await counter.Load();
                await counter.Store(seen + 1);
            }
        }

        return new SystemModel("two increments")
            .Process("a", Increment)
            .Process("b", Increment)
            .Observe(counter)
            .Always("finished(a) && finished(b) => counter == 2");
    }

    [Fact]
    public void An_invariant_that_is_false_at_the_start_is_violated_in_no_step()
    {
        var word = new Word("word");
        async Step Store() => await word.Store(1);

        var result = Explore
            .Model(new SystemModel("start").Process("p", Store).Observe(word).Always("word == 1"))
            .Exhaustively();

        var violation = Assert.Single(result.Violations);
        Assert.Equal((ViolationKind.Invariant, 0), (violation.Kind, violation.Trace.Steps.Count));
    }

    [Fact]
    public void A_lost_update_is_an_invariant_violation_with_the_shortest_trace()
    {
        var result = Explore.Model(Counter(atomic: false)).Exhaustively();

        Assert.Equal(Verdict.Violated, result.Verdict);
        var violation = Assert.Single(result.Violations);
        Assert.Equal(ViolationKind.Invariant, violation.Kind);
        Assert.Equal(
            ["a load [counter] -> 0", "b load [counter] -> 0", "a store [counter] 1", "b store [counter] 1"],
            violation
                .Trace.Steps.Select(step => $"{step.Process} {StepText.Of(step)}")
                .Order(StringComparer.Ordinal)
                .OrderBy(text => text.Contains("store", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Atomic_increments_hold()
    {
        var result = Explore.Model(Counter(atomic: true)).Exhaustively();

        Assert.Equal(Verdict.Holds, result.Verdict);
        Assert.True(result.Exhaustive);
        Assert.Equal(4, result.States);
    }

    [Fact]
    public void Two_locks_in_opposite_order_deadlock()
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

        var result = Explore
            .Model(
                new SystemModel("locks").Process("a", () => Take(first, second)).Process("b", () => Take(second, first))
            )
            .Exhaustively();

        var violation = Assert.Single(result.Violations);
        Assert.Equal(ViolationKind.Deadlock, violation.Kind);
        Assert.Equal(2, violation.Trace.Steps.Count);
        Assert.All(violation.Trace.Endings, ending => Assert.Equal(ProcessActivity.Blocked, ending.Activity));
    }

    [Fact]
    public void A_goal_out_of_reach_is_stuck_and_the_ending_shows_the_loop()
    {
        var flag = new Word("flag", 1);
        async Step Spin()
        {
            while (await flag.Load() != 0) { }
        }

        async Step Release()
        {
            if (await Choice.Of(true, false))
            {
                await flag.Store(0);
            }
        }

        var result = Explore
            .Model(new SystemModel("spin").Process("waiter", Spin).Process("owner", Release).Goal("finished(waiter)"))
            .Exhaustively();

        var violation = Assert.Single(result.Violations);
        Assert.Equal(ViolationKind.Stuck, violation.Kind);
        Assert.Single(violation.Trace.Steps);
        Assert.Equal(["load [flag] -> 1"], violation.Trace.Endings[0].Details);
        Assert.Equal(ProcessActivity.Looping, violation.Trace.Endings[0].Activity);
        Assert.Equal(ProcessActivity.Finished, violation.Trace.Endings[1].Activity);
    }

    [Fact]
    public void A_false_claim_is_an_assertion_violation()
    {
        var word = new Word("word");
        async Step Check()
        {
            Claim.That(await word.Load() == 0, "the word is still zero");
        }

        async Step Change() => await word.Store(1);

        var result = Explore.Model(new SystemModel("claim").Process("a", Check).Process("b", Change)).Exhaustively();

        var violation = Assert.Single(result.Violations);
        Assert.Equal((ViolationKind.Assertion, "the word is still zero"), (violation.Kind, violation.Property));
    }
}
