using Checker.Exploration;
using Checker.Replay;
using Checker.Tests.Scenarios;

namespace Checker.Tests.Traces;

public sealed class ReplayTests
{
    public static TheoryData<string> Names => Found.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_violation_replays_exactly_however_it_was_found(string name)
    {
        var build = Found.Violating[name];
        ExplorationResult[] results =
        [
            Explore.Model(build()).Exhaustively(),
            Explore.Model(build()).DepthFirst(),
            Explore.Model(build()).ByRandomWalks(seed: 7, walks: 200, length: 200),
        ];
        foreach (var violation in results.SelectMany(result => result.Violations))
        {
            using var replay = new Replayer(build(), violation.Trace);
            Assert.Null(replay.Run());
        }

        Assert.NotEmpty(results[0].Violations);
        Assert.NotEmpty(results[1].Violations);
    }

    [Fact]
    public void A_trace_cut_short_does_not_show_its_property()
    {
        var trace = Found.Trace(Found.Token("split"), "invariant");

        using var replay = new Replayer(Found.Token("split"), trace with { Steps = [.. trace.Steps.SkipLast(1)] });

        Assert.Equal(
            "drift in the trace, field property\n  recorded: invariant: taken1 + taken2 <= given\n  actual:   it "
                + "does not fail so after the last step",
            replay.Run()?.ToString()
        );
    }

    [Fact]
    public void A_state_from_which_the_goal_can_be_reached_is_no_trap()
    {
        var trace = Found.Trace(Found.Token("split"), "stuck");

        using var replay = new Replayer(Found.Token("split"), trace with { Steps = [.. trace.Steps.SkipLast(1)] });

        Assert.Equal("property", replay.Run()?.Field);
    }

    [Fact]
    public void On_another_model_the_first_step_that_differs_is_named()
    {
        var trace = Found.Trace(Found.Token("split"), "invariant");

        using var replay = new Replayer(Found.Token("atomic"), trace);
        var drift = replay.Run();

        Assert.Equal((3, "kind", "load", "exchange"), (drift?.Step, drift?.Field, drift?.Recorded, drift?.Actual));
    }

    [Fact]
    public void Leaving_before_the_end_proves_nothing()
    {
        var trace = Found.Trace(Found.Token("split"), "invariant");
        using var replay = new Replayer(Found.Token("split"), trace);

        var left = Assert.Throws<UnfinishedException>(() => replay.Run(step => step.Number < 2));

        Assert.Equal("left after step 2; what follows was not compared", left.Message);
    }

    [Fact]
    public void To_be_sure_of_a_trap_only_what_follows_it_is_explored()
    {
        var trace = Found.Trace(Found.Token("split"), "stuck");
        long states = Explore.Model(Found.Token("split")).Exhaustively().States;

        using var replay = new Replayer(
            Found.Token("split"),
            trace,
            new SearchSettings { Limits = new Limits(States: states / 2) }
        );

        Assert.Null(replay.Run());
    }
}
