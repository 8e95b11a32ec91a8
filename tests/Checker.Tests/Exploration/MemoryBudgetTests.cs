using Checker.Exploration;
using Checker.Properties;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Exploration;

/// <summary>Wherever memory runs out, a search ends as bounded with what is known so far.</summary>
public sealed class MemoryBudgetTests
{
    private const long Plenty = 1L << 30;

    /// <summary>Refuses one request for memory.</summary>
    private sealed class Refusing(int number, bool forGood = false) : MemoryBudget(Plenty)
    {
        private int _requests;

        /// <summary>Requests so far.</summary>
        public int Requests => Volatile.Read(ref _requests);

        /// <summary>The most that was taken at once, in bytes; exact on one thread.</summary>
        public long Peak { get; private set; }

        public override void Take(long bytes)
        {
            int request = Interlocked.Increment(ref _requests);
            if (request == number || (forGood && number > 0 && request > number && bytes > 0))
            {
                throw new UnfinishedException("a refusal");
            }

            base.Take(bytes);
            Peak = Math.Max(Peak, Taken);
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void Any_refusal_ends_the_search_as_bounded_and_gives_everything_back(int workers, bool depthFirst)
    {
        var never = new Refusing(0);
        var whole = Explored(never, workers, depthFirst);
        Assert.Equal(Verdict.Holds, whole.Verdict);
        Assert.True(never.Requests > 10, $"{never.Requests} requests for memory");

        for (int number = 1; number <= never.Requests; number++)
        {
            var budget = new Refusing(number);

            var result = Explored(budget, workers, depthFirst);

            // With several workers a buffer may not be needed in another run.
            Assert.True(
                result.Verdict == Verdict.Bounded || budget.Requests < number,
                $"{result.Verdict} when request {number} is refused"
            );
            Assert.StartsWith("a refusal", result.StoppedBy ?? "a refusal", StringComparison.Ordinal);
            Assert.InRange(result.States, 0, whole.States);
            Assert.Equal(0, budget.Taken);
        }
    }

    [Fact]
    public void A_violation_found_before_the_refusal_is_told()
    {
        var model = Counters(20).Always("first < 2");
        var all = new Refusing(0);
        _ = (Explore.Model(model) with { Memory = all }).Exhaustively();

        var result = (Explore.Model(model) with { Memory = new Refusing(all.Requests - 1) }).Exhaustively();

        Assert.False(result.Exhaustive);
        Assert.Equal(Verdict.Violated, result.Verdict);
        Assert.Equal(2, Assert.Single(result.Violations).Trace.Steps.Count);
    }

    // What a search has found is told though nothing is left, not even for the way there.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_violation_is_never_lost_when_all_memory_is_taken(int workers)
    {
        var model = Counters(20).Always("first < 2");
        var all = new Refusing(0);
        _ = (Explore.Model(model) with { Memory = all, Workers = workers }).Exhaustively();
        bool isFound = false;

        for (int number = 1; number <= all.Requests; number++)
        {
            var budget = new Refusing(number, forGood: true);
            var result = (Explore.Model(model) with { Memory = budget, Workers = workers }).Exhaustively();

            Assert.Equal(result.Violations.Count > 0 ? Verdict.Violated : Verdict.Bounded, result.Verdict);
            Assert.True(!isFound || workers > 1 || result.Violations.Count == 1, $"request {number}");
            Assert.True(
                result.Violations.Count == 1 || result.States < 100,
                $"{result.States} states without a violation at request {number}"
            );
            Assert.Equal(0, budget.Taken);
            isFound |= result.Violations.Count == 1;
        }

        Assert.True(isFound);
    }

    [Fact]
    public void The_analysis_of_goals_counts()
    {
        var all = new Refusing(0);
        var whole = Explored(all, workers: 1, depthFirst: false);

        var cut = Explored(new Refusing(all.Requests), workers: 1, depthFirst: false);

        Assert.Equal((Verdict.Holds, Verdict.Bounded), (whole.Verdict, cut.Verdict));
        Assert.Equal((whole.States, whole.Transitions), (cut.States, cut.Transitions));
        Assert.Contains(
            "before it was known from which states the goal is reachable",
            cut.StoppedBy,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Searches_side_by_side_share_one_budget()
    {
        var alone = new Refusing(0);
        Assert.Equal(Verdict.Holds, Explored(alone, workers: 1, depthFirst: false).Verdict);

        var shared = new MemoryBudget(alone.Peak);
        Assert.Equal(Verdict.Holds, Explored(shared, workers: 1, depthFirst: false).Verdict);
        shared.Take(1);

        Assert.Equal(Verdict.Bounded, Explored(shared, workers: 1, depthFirst: false).Verdict);
        Assert.Equal(1, shared.Taken);
    }

    [Fact]
    public void A_body_that_runs_out_of_memory_is_no_violation()
    {
        static async Step Body()
        {
            await Choice.Of(1, 2);
            throw new OutOfMemoryException();
        }

        var result = Explore.Model(new SystemModel("huge").Process("p", Body)).Exhaustively();

        Assert.Equal(Verdict.Bounded, result.Verdict);
        Assert.Equal("the machine's memory was exhausted", result.StoppedBy);
    }

    private static ExplorationResult Explored(MemoryBudget budget, int workers, bool depthFirst)
    {
        var exploration = Explore.Model(Goal(Counters(20))) with { Memory = budget, Workers = workers };
        return depthFirst ? exploration.DepthFirst() : exploration.Exhaustively();
    }

    private static SystemModel Goal(SystemModel model) => model.Goal("finished(a) && finished(b) && finished(c)");

    // 22^3 states: the table of states grows, and states are packed anew.
    private static SystemModel Counters(int rounds)
    {
        var model = new SystemModel("three counters");
        foreach (var (process, name) in new[] { ("a", "first"), ("b", "second"), ("c", "third") })
        {
            var counter = new Word(name);
            model
                .Observe(counter)
                .Process(
                    process,
                    async () =>
                    {
                        for (int i = 0; i < rounds; i++)
                        {
                            await counter.FetchAdd(1);
                        }
                    }
                );
        }

        return model;
    }
}
