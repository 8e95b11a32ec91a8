using Checker.Replay;
using Checker.Reports;
using Checker.Reports.Itf;
using Checker.Reports.Mermaid;
using Checker.Tests.Scenarios;
using Checker.Traces;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Traces;

/// <summary>
/// A stuck trace goes on to what goes on for ever: a lost wakeup is in it though it was certain before.
/// </summary>
public sealed class ContinuationTests
{
    private static SystemModel LostStart()
    {
        var state = new Word("state");
        async Step Processor()
        {
            await state.Store(1);
            while (await state.Load() != 2) { }
        }

        async Step Starter() => await state.Store(2);
        return new SystemModel("lost start")
            .Process("processor", Processor)
            .Process("starter", Starter)
            .Observe(state)
            .Goal("finished(processor)");
    }

    [Fact]
    public void The_store_that_overwrites_is_in_it()
    {
        var trace = Found.Trace(LostStart(), "stuck");

        Assert.Equal(["starter store [state] 2"], trace.Steps.Select(Told));
        Assert.Equal(["processor store [state] 1"], trace.Continuation!.Select(Told));
        Assert.Equal([1, 2], trace.AllSteps.Select(step => step.Number));
        Assert.Equal(
            (ProcessActivity.Looping, ProcessActivity.Finished),
            (trace.Endings[0].Activity, trace.Endings[1].Activity)
        );
    }

    [Fact]
    public void A_goal_that_is_out_of_reach_from_the_start_has_steps_too()
    {
        var word = new Word("word");
        async Step Wait()
        {
            await word.Store(1);
            await word.Until(3);
        }

        var trace = Found.Trace(new SystemModel("never").Process("p", Wait).Goal("finished(p)"), "stuck");

        Assert.Empty(trace.Steps);
        Assert.Equal(["p store [word] 1"], trace.Continuation!.Select(Told));
        Assert.Equal(ProcessActivity.Blocked, Assert.Single(trace.Endings).Activity);
    }

    [Fact]
    public void Where_the_loop_begins_at_once_there_is_none()
    {
        var word = new Word("word");
        async Step Spin()
        {
            while (await word.Load() == 0) { }
        }

        Assert.Null(Found.Trace(new SystemModel("spin").Process("p", Spin).Goal("finished(p)"), "stuck").Continuation);
    }

    [Fact]
    public void It_is_replayed_and_compared()
    {
        var trace = Found.Trace(LostStart(), "stuck");

        Assert.Null(Replayed(trace));
        var drift = Replayed(trace with { Continuation = [trace.Continuation![0] with { Operand = "7" }] });
        Assert.Equal((2, "operand", "7", "1"), (drift!.Step, drift.Field, drift.Recorded, drift.Actual));
        Assert.Equal(
            2,
            Replayed(trace with { Continuation = [trace.Continuation![0] with { Process = "starter" }] })!.Step
        );
    }

    [Fact]
    public void A_minimised_trace_has_it_too()
    {
        var trace = Found.Trace(LostStart(), "stuck");

        var (least, _) = new Minimiser(LostStart()).Minimise(trace);

        Assert.Equal(trace.Continuation!.Select(Told), least.Continuation!.Select(Told));
    }

    [Fact]
    public void Every_view_marks_where_nothing_can_save_it()
    {
        var trace = Found.Trace(LostStart(), "stuck");
        var subject = new TraceSubject("lost-start", "none", new Dictionary<string, string>(), [], [], null);

        string text = TraceText.Of(trace);
        string diagram = MermaidDiagram.Of(subject, trace);
        string itf = ItfTrace.Of(subject, new ExecutionBuilder(LostStart()).Tell(trace));

        Assert.All(
            new[] { text, diagram },
            view =>
                Assert.True(
                    view.IndexOf("store", StringComparison.Ordinal)
                        < view.IndexOf("from here on the goal is out of reach", StringComparison.Ordinal)
                        && view.IndexOf("from here on the goal is out of reach", StringComparison.Ordinal)
                            < view.LastIndexOf("store", StringComparison.Ordinal)
                )
        );
        Assert.Contains("; the cycle is", text, StringComparison.Ordinal);
        Assert.Contains("\"fails-in-state\": 1", itf, StringComparison.Ordinal);
        Assert.Contains("\"loop\": ", itf, StringComparison.Ordinal);
    }

    private static Drift? Replayed(Trace trace)
    {
        using var replay = new Replayer(LostStart(), trace);
        return replay.Run();
    }

    private static string Told(TraceStep step) => $"{step.Process} {StepText.Of(step)}";
}
