using Checker.Coyote.Executions;
using Checker.Coyote.Schedules;
using Checker.Exploration;
using Checker.Replay;
using Checker.Targets;
using Checker.Targets.ScenarioFiles;
using Checker.Traces;
using Model.Systems;

namespace Checker.Tests.Coyote;

/// <summary>A trace of one engine is a trace of the other.</summary>
public sealed class TraceTests
{
    public static TheoryData<string> CommittedTraces =>
        [
            .. Directory
                .EnumerateFiles(Folder(), "*.json")
                .Select(file => Path.GetFileName(file)!)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(CommittedTraces))]
    public void Every_committed_trace_runs_under_Coyote(string name)
    {
        var loaded = LoadedTrace.Read(Path.Combine(Folder(), name), new TargetResolver(Catalogue.Scenarios));

        var (drift, certainty) = TraceReplay.Run(
            loaded.Model,
            loaded.File.Trace,
            new CoyoteSettings(),
            CancellationToken.None
        );

        Assert.Null(drift);
        Assert.True(certainty == Certainty.Shown || loaded.File.Trace.Kind == ViolationKind.Stuck);
    }

    [Theory]
    [InlineData(ViolationKind.Invariant)]
    [InlineData(ViolationKind.Deadlock)]
    [InlineData(ViolationKind.Assertion)]
    [InlineData(ViolationKind.Stuck)]
    public void What_Coyote_finds_replays_and_minimises(ViolationKind kind)
    {
        Func<SystemModel> model = kind switch
        {
            ViolationKind.Invariant => () => SmallModels.LostUpdate(),
            ViolationKind.Deadlock => () => SmallModels.TwoLocks(),
            ViolationKind.Assertion => () => SmallModels.Dice(3),
            _ => () => SmallModels.TwoLocks().Goal("finished(left) && finished(right)"),
        };
        var found = Runs.Of(model()).Findings.Single(finding => finding.Kind == kind);
        var trace = Told(model(), found);

        using var replay = new Replayer(model(), trace);
        Assert.Null(replay.Run());
        var (least, _) = new Minimiser(model()).Minimise(trace);
        Assert.True(least.ContextSwitches <= trace.ContextSwitches);
        Assert.Equal(
            (null, Certainty.Shown),
            TraceReplay.Run(model(), least, new CoyoteSettings(), CancellationToken.None)
        );
    }

    [Fact]
    public void A_suspicion_that_is_confirmed_replays_too()
    {
        var trace = Told(
            SmallModels.Spinning(null),
            Assert.Single(
                Runs.Of(
                    SmallModels.Spinning(null),
                    new CoyoteSettings
                    {
                        Schedules = 2,
                        Length = 300,
                        Temperature = 100,
                    }
                ).Findings
            )
        );

        using var replay = new Replayer(SmallModels.Spinning(null), trace);
        Assert.Null(replay.Run());
    }

    [Fact]
    public void A_field_that_differs_is_drift()
    {
        var trace = Told(SmallModels.LostUpdate(), Runs.Of(SmallModels.LostUpdate()).Findings[0]);
        var edited = trace with
        {
            Steps = [.. trace.Steps.Select(step => step.Number == 2 ? step with { Response = "7" } : step)],
        };

        var (drift, _) = TraceReplay.Run(
            SmallModels.LostUpdate(),
            edited,
            new CoyoteSettings(),
            CancellationToken.None
        );

        Assert.Equal((2, "response", "7"), (drift!.Step, drift.Field, drift.Recorded));
    }

    [Fact]
    public void A_step_that_cannot_be_taken_is_drift()
    {
        var trace = Told(SmallModels.LostUpdate(), Runs.Of(SmallModels.LostUpdate()).Findings[0]);
        var edited = trace with { Steps = [.. trace.Steps, trace.Steps[^1] with { Number = 5 }] };

        var (drift, _) = TraceReplay.Run(
            SmallModels.LostUpdate(),
            edited,
            new CoyoteSettings(),
            CancellationToken.None
        );

        Assert.Equal((5, "process"), (drift!.Step, drift.Field));
    }

    [Fact]
    public void A_trace_without_a_violation_at_its_end_is_drift()
    {
        var trace = Told(SmallModels.LostUpdate(), Runs.Of(SmallModels.LostUpdate()).Findings[0]);

        var (drift, _) = TraceReplay.Run(
            SmallModels.LostUpdate(),
            trace with
            {
                Steps = [.. trace.Steps.SkipLast(1)],
            },
            new CoyoteSettings(),
            CancellationToken.None
        );

        Assert.Equal("property", drift!.Field);
    }

    [Fact]
    public void A_goal_that_is_reached_after_all_is_drift()
    {
        var model = SmallModels.Spinning(3);
        var trace = new Trace(ViolationKind.Stuck, "flag == 1", ["spinner"], [], []);

        var (drift, _) = TraceReplay.Run(model, trace, new CoyoteSettings(), CancellationToken.None);

        Assert.Equal("property", drift!.Field);
    }

    private static Trace Told(SystemModel model, Finding finding) =>
        new(
            finding.Kind,
            finding.Property,
            [.. model.Processes.Select(process => process.Name)],
            PlainTeller.Tell(model, finding.Steps),
            finding.Endings
        );

    private static string Folder() => Path.Combine(Architecture.Repository.Root, "traces");
}
