using Checker.Exploration;
using Checker.Explorer;
using Checker.Replay;
using Checker.Targets;
using Checker.Targets.ScenarioFiles;
using Model.Steps;

namespace Checker.Tests.Explorer;

public sealed class StateWalkTests
{
    private const int Length = 25;

    public static TheoryData<string, int> Rows
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (var scenario in Catalogue.Scenarios)
            {
                for (int row = 0; row < scenario.Matrix.Count; row++)
                {
                    rows.Add(scenario.Name, row);
                }
            }

            return rows;
        }
    }

    /// <summary>
    /// An arbitrary walk through every row of every matrix: the page shows each state, and where it ends is a trace
    /// that replays.
    /// </summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_row_can_be_walked_through(string scenario, int row)
    {
        var subjects = new TargetResolver(Catalogue.Scenarios);
        var chosen = subjects.Scenario(scenario).Matrix[row];
        var subject = subjects.Subject(scenario, chosen.Platform, chosen.Set);
        var walk = new ExplorerSession(subjects.Build(subject), subject);
        var steps = new List<ScheduleStep>();
        var standpoint = walk.At(new Schedule(Sequence<ScheduleStep>.Empty));
        while (steps.Count < Length && standpoint.Steps.Count > 0)
        {
            steps.Add(standpoint.Steps[steps.Count * 7 % standpoint.Steps.Count].Step);
            standpoint = walk.At(new Schedule(Sequence<ScheduleStep>.Of([.. steps])));
            Assert.Contains(
                $"id=\\u0022step{steps.Count}\\u0022",
                ExplorerPage.Of(standpoint, subject.Platform),
                StringComparison.Ordinal
            );
        }

        using var replay = new Replayer(
            subjects.Build(subject),
            walk.TraceOf(standpoint.Path, goal: null, CancellationToken.None).Trace
        );
        Assert.Null(replay.Run());
    }
}
