using Checker.Coyote.Executions;
using Checker.Coyote.Schedules;
using Checker.Exploration;
using Checker.Properties;
using Checker.Traces;

namespace Checker.Tests.Coyote;

/// <summary>How two verdicts are compared.</summary>
public sealed class CrossCheckTests
{
    [Fact]
    public void The_median_counts_seeds_that_found_nothing_as_the_longest()
    {
        Assert.Equal(7, Row(Ours("deadlock"), 3, 9, 5, 7, null).Median);
        Assert.Null(Row(Ours("deadlock"), 3, null, 5, null, null).Median);
    }

    [Fact]
    public void Verdicts_that_say_the_same_agree()
    {
        Assert.Equal(Agreement.Agrees, Row(Ours("deadlock"), 3, 9, null).Agreement);
        Assert.Equal(Agreement.Agrees, Row(Ours(), (int?)null).Agreement);
    }

    [Fact]
    public void A_violation_that_is_not_found_is_missed() =>
        Assert.Equal(Agreement.Missed, Row(Ours("deadlock"), 3, null, null).Agreement);

    [Fact]
    public void A_violation_that_there_is_not_is_a_contradiction()
    {
        Assert.Equal(Agreement.Contradicts, Row(Ours(), 3).Agreement);
        Assert.Equal(Agreement.Contradicts, Row(Ours("another"), 3, 4).Agreement);
    }

    [Fact]
    public void A_cut_search_decides_nothing() =>
        Assert.Equal(
            Agreement.Undecided,
            Row(Ours() with { Exhaustive = false, Verdict = Verdict.Bounded }, 3).Agreement
        );

    [Fact]
    public void An_interrupted_run_decides_nothing()
    {
        var row = Row(Ours(), (int?)null);

        Assert.Equal(
            Agreement.Undecided,
            (row with { Theirs = [row.Theirs[0] with { IsInterrupted = true }] }).Agreement
        );
    }

    private static CrossCheckRow Row(ExplorationResult ours, params int?[] schedules) =>
        new(
            new TraceSubject("scenario", "platform", new Dictionary<string, string>(), [], [], null),
            ours,
            100,
            [
                .. schedules.Select(schedule => new CoyoteResult
                {
                    Findings = schedule is int number
                        ?
                        [
                            new Finding(ViolationKind.Deadlock, "deadlock", [], [], Certainty.Shown)
                            {
                                Schedule = number,
                            },
                        ]
                        : [],
                    Refuted = 0,
                    Schedules = schedule ?? 100,
                    Steps = 0,
                    LongestSchedule = 0,
                    Cut = 0,
                    IsInterrupted = false,
                    Elapsed = TimeSpan.Zero,
                }),
            ]
        );

    private static ExplorationResult Ours(string? property = null) =>
        new()
        {
            Model = "model",
            Verdict = property is null ? Verdict.Holds : Verdict.Violated,
            Exhaustive = true,
            Violations = property is null
                ? []
                :
                [
                    new Violation(
                        ViolationKind.Deadlock,
                        property,
                        new Trace(ViolationKind.Deadlock, property, [], [], [])
                    ),
                ],
            States = 1,
            Transitions = 0,
            Depth = 0,
            Bytes = 0,
            LocalRuns = 0,
            Elapsed = TimeSpan.Zero,
        };
}
