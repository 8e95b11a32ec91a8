using Checker.Automata;
using Checker.Exploration;
using Model.Objects;
using Model.Steps;
using Model.Systems;
using Refusal = Checker.Tests.Guards.Refusal;

namespace Checker.Tests.Exploration;

/// <summary>
/// Numbers that a step, a state store and an automaton have room for: beyond them there is a clear answer, never a
/// wrong one.
/// </summary>
public sealed class LimitTests
{
    private readonly Word _word = new("word");

    [Fact]
    public void More_processes_than_can_be_told_apart() =>
        Assert.Equal("the model crowd has 2,049 processes, and at most 2,048 can be explored", Refusal.Of(Crowd(2049)));

    [Fact]
    public void The_last_process_is_told_apart()
    {
        var model = Crowd(2048).Always("word = 0", states => states.Of(_word) == 0);

        var result = (Explore.Model(model) with { StopAtFirst = true }).Exhaustively();

        var step = Assert.Single(Assert.Single(result.Violations).Trace.Steps);
        Assert.Equal("p2047", step.Process);
    }

    [Fact]
    public void More_outcomes_than_can_be_told_apart() =>
        Assert.Equal(
            "an operation of process p (choose) has 1,048,577 outcomes in one state, and at most 1,048,576 can be "
                + "explored; choose in several steps",
            Refusal.Of(async () => await _word.Store((ulong)await Choice.Between(0, 1 << 20)))
        );

    [Fact]
    public void A_step_is_told_whole()
    {
        int action = SuccessorBuffer.ActionOf(
            Composition.MaximumProcesses - 1,
            Composition.MaximumOutcomes - 1,
            failed: true
        );

        Assert.Equal(
            (Composition.MaximumProcesses - 1, Composition.MaximumOutcomes - 1, true),
            (SuccessorBuffer.ProcessOf(action), SuccessorBuffer.OutcomeOf(action), SuccessorBuffer.HasFailed(action))
        );
    }

    // The processes wait, but for the last, which stores.
    private SystemModel Crowd(int count)
    {
        async Step Wait() => await _word.Until(2);

        async Step Store() => await _word.Store(1);

        var model = new SystemModel("crowd");
        for (int i = 0; i < count; i++)
        {
            model.Process($"p{i}", i == count - 1 ? Store : Wait);
        }

        return model;
    }
}
