using Checker.Exploration;
using Checker.Properties;
using Checker.Replay;
using Model.Input;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Litmus;

public sealed class RefinementPropertyTests
{
    private static SystemModel Counter(bool isAtomic)
    {
        var count = new Word("count");
        async Step Increment()
        {
            if (isAtomic)
            {
                await count.FetchAdd(1);
            }
            else
            {
                await count.Store(await count.Load() + 1);
            }
        }

        return new SystemModel("increments").Process("a", Increment).Process("b", Increment).Observe(count);
    }

    [Fact]
    public void An_end_that_the_reference_does_not_have_is_a_violation_with_the_shortest_trace()
    {
        var result = Explore.Model(Counter(isAtomic: false).Refines(Counter(isAtomic: true), ["count"])).Exhaustively();

        Assert.Equal(Verdict.Violated, result.Verdict);
        var violation = Assert.Single(result.Violations);
        Assert.Equal((ViolationKind.Refinement, "count as on the hardware"), (violation.Kind, violation.Property));
        Assert.Equal(4, violation.Trace.Steps.Count);
        Assert.Equal("count as on the hardware: count=1;", violation.Trace.Property);
    }

    [Fact]
    public void A_model_refines_itself_and_what_does_more() =>
        Assert.All(
            new[]
            {
                Counter(true).Refines(Counter(true), ["count"]),
                Counter(false).Refines(Counter(false), ["count"]),
                Counter(true).Refines(Counter(false), ["count"]),
            },
            model => Assert.Equal(Verdict.Holds, Explore.Model(model).Exhaustively().Verdict)
        );

    [Fact]
    public void Nothing_is_known_when_the_reference_is_not_explored_wholly()
    {
        var result = (
            Explore.Model(Counter(true).Refines(Counter(false), ["count"])) with
            {
                MaximumStates = 5,
            }
        ).Exhaustively();

        Assert.Equal((Verdict.Bounded, false), (result.Verdict, result.Exhaustive));
        Assert.Equal("the reference was not explored completely: the limit of 5 states", result.StoppedBy);
    }

    [Fact]
    public void A_trace_to_a_forbidden_end_replays_and_another_end_is_drift()
    {
        var model = Counter(isAtomic: false).Refines(Counter(isAtomic: true), ["count"]);
        var trace = Assert.Single(Explore.Model(model).Exhaustively().Violations).Trace;

        using var exact = new Replayer(Counter(isAtomic: false), trace, new SearchSettings());
        using var other = new Replayer(
            Counter(isAtomic: false),
            trace with
            {
                Property = "count as on the hardware: count=2;",
            },
            new SearchSettings()
        );

        Assert.Null(exact.Run());
        Assert.NotNull(other.Run());
    }

    [Fact]
    public void A_reference_without_ends_makes_the_claim_vacuous()
    {
        static async Step Forever()
        {
            while (true)
            {
                await Choice.Of(0, 1);
            }
        }

        var result = Explore
            .Model(Counter(true).Refines(Counter(true).Process("c", Forever), ["count"]))
            .Exhaustively();

        Assert.Equal(Verdict.Vacuous, result.Verdict);
        Assert.Contains(
            "no execution of the reference ends",
            Assert.Single(result.VacuousBecause),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_unknown_name_is_bad_input() =>
        Assert.Equal(
            "did you mean count?",
            Assert
                .Throws<InputException>(() =>
                    Explore.Model(Counter(true).Refines(Counter(true), ["cont"])).Exhaustively()
                )
                .Hint
        );
}
