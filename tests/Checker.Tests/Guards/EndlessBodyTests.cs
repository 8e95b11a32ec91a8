using Checker.Exploration;
using Checker.Properties;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Guards;

public sealed class EndlessBodyTests : IDisposable
{
    private readonly Word _word = new("word");
    private readonly ManualResetEventSlim _released = new();

    // Lets a body that is left behind come to its end.
    public void Dispose() => _released.Set();

    [Fact]
    public void A_loop_without_an_await_is_warned_of_and_ends_with_the_time_limit()
    {
        async Step Body()
        {
            await _word.Load();
            while (!_released.IsSet) { }
        }

        var warnings = new List<string>();
        var result = (
            Explore.Model(new SystemModel("endless").Process("p", Body)) with
            {
                LongLocalStep = TimeSpan.FromSeconds(0.2),
                Timeout = TimeSpan.FromSeconds(1),
                Warn = warnings.Add,
            }
        ).Exhaustively();

        Assert.Equal(
            (Verdict.Bounded, "the time limit of 1 s, while process p ran without reaching an operation"),
            (result.Verdict, result.StoppedBy)
        );
        Assert.Equal(
            [
                "process p runs on and on without reaching an operation; a loop in a body must await an operation in "
                    + "every round",
            ],
            warnings
        );
    }

    [Fact]
    public void A_local_that_grows_ends_the_search_as_bounded()
    {
        async Step Count()
        {
            ulong rounds = 0;
            while (rounds < ulong.MaxValue)
            {
                rounds++;
                await _word.Load();
            }
        }

        var result = Bounded(Count);

        Assert.Equal(
            "process p has more than 100 local states; the local rounds of Count takes on ever new values; bound it, "
                + "or raise --max-locals",
            result.StoppedBy
        );
    }

    [Fact]
    public void A_local_that_grows_and_decides_nothing_does_not_count()
    {
        async Step Count()
        {
            ulong rounds = 0;
            while (true)
            {
                rounds++;
                await _word.Load();
            }
        }

        var result = Explore.Model(new SystemModel("counting").Process("p", Count)).Exhaustively();

        Assert.Equal((Verdict.Holds, 1), (result.Verdict, result.States));
    }

    [Fact]
    public void Calls_that_nest_ever_deeper_end_the_search_as_bounded()
    {
        async Step Descend(int level)
        {
            await _word.Load();
            await Descend(level + 1);
            await _word.Store((ulong)level);
        }

        var result = Bounded(() => Descend(0));

        Assert.Equal(
            "process p has more than 100 local states; the local level of Descend takes on ever new values; bound "
                + "it, or raise --max-locals",
            result.StoppedBy
        );
    }

    [Fact]
    public void Calls_that_nest_ever_deeper_without_an_operation_are_refused()
    {
        async Step Descend(int level)
        {
            await Descend(level + 1);
            await _word.Store((ulong)level);
        }

        Assert.Equal(
            "process p is more than 1000 calls deep in Descend; a body must not recurse forever",
            Refusal.Of(() => Descend(0))
        );
    }

    [Fact]
    public void Calls_that_nest_ever_deeper_over_operations_are_refused_when_no_local_tells_them_apart()
    {
        async Step Descend()
        {
            await _word.Load();
            await Descend();
        }

        Assert.Equal(
            "process p is more than 1000 calls deep in Descend; a body must not recurse forever",
            Refusal.Of(Descend)
        );
    }

    [Fact]
    public void An_exception_in_a_body_is_a_violation_with_a_trace()
    {
        async Step Divide()
        {
            ulong divisor = await _word.Load();
            await _word.Store(1 / divisor);
        }

        var result = Explore.Model(new SystemModel("divide").Process("p", Divide)).Exhaustively();

        var violation = Assert.Single(result.Violations);
        Assert.Equal(
            (ViolationKind.Assertion, "DivideByZeroException: Attempted to divide by zero.", 1),
            (violation.Kind, violation.Property, violation.Trace.Steps.Count)
        );
    }

    [Fact]
    public void An_exception_before_the_first_operation_is_a_violation_of_no_steps()
    {
        async Step Fail()
        {
            Claim.That(_word.Size == 4, "the word has four bytes");
            await _word.Load();
        }

        var result = Explore.Model(new SystemModel("fail").Process("p", Fail)).Exhaustively();

        var violation = Assert.Single(result.Violations);
        Assert.Equal(
            (ViolationKind.Assertion, "the word has four bytes", 0),
            (violation.Kind, violation.Property, violation.Trace.Steps.Count)
        );
    }

    private static ExplorationResult Bounded(Func<Step> body)
    {
        var result = (
            Explore.Model(new SystemModel("growing").Process("p", body)) with
            {
                MaximumLocalStates = 100,
            }
        ).Exhaustively();
        Assert.Equal(Verdict.Bounded, result.Verdict);
        Assert.False(result.Exhaustive);
        return result;
    }
}
