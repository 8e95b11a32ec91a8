using Checker.Coyote.Schedules;
using Checker.Exploration;
using Checker.Properties;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Coyote;

/// <summary>What Coyote's schedules show is what the models do.</summary>
public sealed class JudgementTests
{
    [Fact]
    public void A_lost_update_is_found() =>
        Assert.Equal(
            [(ViolationKind.Invariant, "finished(left) && finished(right) => counter == 2")],
            Runs.Broken(SmallModels.LostUpdate())
        );

    [Fact]
    public void An_atomic_update_is_not_lost() => Assert.Empty(Runs.Broken(SmallModels.LostUpdate(isAtomic: true)));

    [Fact]
    public void A_deadlock_is_found_as_one() =>
        Assert.Equal([(ViolationKind.Deadlock, "deadlock")], Runs.Broken(SmallModels.TwoLocks()));

    [Fact]
    public void Locks_in_one_order_do_not_deadlock() =>
        Assert.Empty(Runs.Broken(SmallModels.TwoLocks(inOneOrder: true)));

    [Fact]
    public void A_server_that_waits_for_ever_is_no_deadlock()
    {
        var result = Runs.Of(SmallModels.Served());

        Assert.Empty(result.Findings);
        Assert.Equal((100, 0), (result.Schedules, result.Cut));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_option_is_chosen_some_time(int options) =>
        Assert.Equal(
            [(ViolationKind.Assertion, "the last option is never chosen")],
            Runs.Broken(SmallModels.Dice(options))
        );

    [Fact]
    public void A_body_that_throws_is_a_violation() =>
        Assert.Equal(
            [(ViolationKind.Assertion, "DivideByZeroException: no")],
            Runs.Broken(SmallModels.Throwing(() => new DivideByZeroException("no")))
        );

    [Fact]
    public void A_body_that_breaks_a_rule_is_no_violation() =>
        Assert.Throws<ModelException>(() => Runs.Of(SmallModels.Throwing(() => new ModelException("no"))));

    [Fact]
    public void Input_that_makes_no_sense_is_no_violation() =>
        Assert.Throws<InputException>(() => Runs.Of(SmallModels.Throwing(() => new InputException("no"))));

    [Fact]
    public void A_property_is_told_once_and_the_other_schedules_still_run()
    {
        var result = Runs.Of(SmallModels.LostUpdate(), new CoyoteSettings { Schedules = 150 });

        Assert.Single(result.Findings);
        Assert.Equal(150, result.Schedules);
        Assert.Equal(150 * 4, result.Steps);
    }

    [Fact]
    public void The_first_violation_ends_the_run_when_asked()
    {
        var result = Runs.Of(SmallModels.LostUpdate(), new CoyoteSettings { Schedules = 1000, StopAtFirst = true });

        Assert.Equal(result.Findings[0].Schedule, result.Schedules);
        Assert.InRange(result.Schedules, 1, 50);
    }

    [Fact]
    public void Both_engines_find_the_same_in_small_models()
    {
        Func<SystemModel>[] models =
        [
            () => SmallModels.LostUpdate(),
            () => SmallModels.LostUpdate(isAtomic: true),
            () => SmallModels.TwoLocks(),
            () => SmallModels.TwoLocks(inOneOrder: true),
            SmallModels.Served,
            () => SmallModels.Dice(3),
            () => SmallModels.Spinning(null),
        ];

        Assert.All(
            models,
            model =>
                Assert.Equal(
                    Explore
                        .Model(model())
                        .Exhaustively()
                        .Violations.Select(violation => (violation.Kind, violation.Property))
                        .Order(),
                    Runs.Broken(
                            model(),
                            new CoyoteSettings
                            {
                                Schedules = 60,
                                Length = 200,
                                Temperature = 100,
                            }
                        )
                        .Order()
                )
        );
        Assert.Equal(Verdict.Violated, Explore.Model(models[0]()).Exhaustively().Verdict);
    }
}
