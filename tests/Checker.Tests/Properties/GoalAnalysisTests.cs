using Checker.Properties;
using Checker.Tests.Scenarios;

namespace Checker.Tests.Properties;

public sealed class GoalAnalysisTests
{
    [Fact]
    public void An_interrupt_while_goals_are_judged_leaves_a_bounded_result()
    {
        using var interrupt = new CancellationTokenSource();
        long states = Explore.Model(Found.Token("atomic")).Exhaustively().States;

        // A search this small reports nothing, so the first report is that of the goal's analysis.
        var result = (
            Explore.Model(Found.Token("atomic")) with
            {
                Cancellation = interrupt.Token,
                Report = _ => interrupt.Cancel(),
            }
        ).Exhaustively();

        Assert.Equal(states, result.States);
        Assert.Equal(Verdict.Bounded, result.Verdict);
        Assert.False(result.Exhaustive);
        Assert.Equal("an interrupt, before it was known from which states the goal is reachable", result.StoppedBy);
    }

    [Fact]
    public void Progress_is_reported_while_goals_are_judged()
    {
        var waiting = new List<long>();

        var result = (
            Explore.Model(Found.Token("atomic")) with
            {
                Report = progress => waiting.Add(progress.Waiting),
            }
        ).Exhaustively();

        Assert.Equal(Verdict.Holds, result.Verdict);
        Assert.Equal([result.States, result.States], waiting);
    }
}
