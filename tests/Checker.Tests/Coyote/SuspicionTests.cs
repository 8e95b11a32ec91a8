using Checker.Coyote.Executions;
using Checker.Coyote.Schedules;

namespace Checker.Tests.Coyote;

/// <summary>
/// Coyote's temperature is a heuristic: what it suspects is put to the search of every reachable state.
/// </summary>
public sealed class SuspicionTests
{
    private static readonly CoyoteSettings _settings = new()
    {
        Schedules = 5,
        Length = 300,
        Temperature = 100,
    };

    [Fact]
    public void A_goal_that_is_out_of_reach_is_suspected_and_confirmed()
    {
        var finding = Assert.Single(Runs.Of(SmallModels.Spinning(null), _settings).Findings);

        Assert.Equal(Certainty.Confirmed, finding.Certainty);
        Assert.Empty(finding.Steps);
    }

    [Fact]
    public void A_goal_that_is_only_far_away_is_suspected_and_refuted()
    {
        var result = Runs.Of(SmallModels.Spinning(200), _settings);

        Assert.Empty(result.Findings);
        Assert.Equal(5, result.Refuted);
    }

    [Fact]
    public void A_goal_that_is_near_is_not_suspected()
    {
        var result = Runs.Of(SmallModels.Spinning(50), _settings);

        Assert.Empty(result.Findings);
        Assert.Equal(0, result.Refuted);
    }

    [Fact]
    public void What_cannot_be_decided_stays_a_suspicion_and_no_violation()
    {
        var result = Runs.Of(SmallModels.Spinning(200), _settings, mostStatesToConfirm: 10);

        Assert.Equal(Certainty.Suspected, Assert.Single(result.Findings).Certainty);
        Assert.False(result.IsViolated);
    }

    [Fact]
    public void A_strategy_that_is_not_fair_suspects_nothing() =>
        Assert.Empty(
            Runs.Of(
                SmallModels.Spinning(null),
                _settings with
                {
                    Strategy = Strategy.Of("prioritization", null, isFair: false),
                }
            ).Findings
        );
}
