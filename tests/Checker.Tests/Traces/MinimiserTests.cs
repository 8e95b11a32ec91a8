using Checker.Exploration;
using Checker.Replay;
using Checker.Tests.Scenarios;
using Checker.Traces;

namespace Checker.Tests.Traces;

public sealed class MinimiserTests
{
    public static TheoryData<string> Names => Found.Names;

    // Without room for the exact search the trace is shrunk step by step.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_property_fails_after_no_more_switches_and_steps(string name)
    {
        var build = Found.Violating[name];
        foreach (var trace in Long(name))
        {
            var least = new Minimiser(build()).Minimise(trace);
            var shrunk = new Minimiser(build()).Minimise(trace, mostNodes: 0);

            Assert.Equal((true, false), (least.IsLeast, shrunk.IsLeast));
            foreach (var found in new[] { least.Trace, shrunk.Trace })
            {
                Assert.Equal((trace.Kind, trace.Property), (found.Kind, found.Property));
                Assert.True(Size(found).CompareTo(Size(trace)) <= 0, $"{Size(trace)} became {Size(found)}");
                using var replay = new Replayer(build(), found);
                Assert.Null(replay.Run());
            }

            Assert.True(Size(least.Trace).CompareTo(Size(shrunk.Trace)) <= 0);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_result_is_always_the_same_and_cannot_be_minimised_further(string name)
    {
        var build = Found.Violating[name];
        var trace = Long(name).First();
        var first = new Minimiser(build()).Minimise(trace).Trace;

        Assert.Equal(Told(first), Told(new Minimiser(build()).Minimise(trace).Trace));
        Assert.Equal(Told(first), Told(new Minimiser(build()).Minimise(first).Trace));
        Assert.Equal(
            Told(new Minimiser(build()).Minimise(trace, mostNodes: 0).Trace),
            Told(new Minimiser(build()).Minimise(trace, mostNodes: 0).Trace)
        );
    }

    [Fact]
    public void A_long_random_walk_becomes_a_few_steps()
    {
        var trace = Explore.Model(Found.Token("split", "tokens=3")).ByRandomWalks(seed: 1).Violations[0].Trace;

        var shrunk = new Minimiser(Found.Token("split", "tokens=3")).Minimise(trace, mostNodes: 0).Trace;

        Assert.Equal(ViolationKind.Invariant, trace.Kind);
        Assert.True(trace.Steps.Count > 30);
        Assert.Equal((3, 8), Size(shrunk));
    }

    [Fact]
    public void The_fewest_context_switches_come_before_the_fewest_steps()
    {
        var least = new Minimiser(Found.Token("split")).Minimise(Found.Trace(Found.Token("split"), "stuck")).Trace;

        Assert.Equal((2, 4), Size(least));
    }

    private static (int Switches, int Steps) Size(Trace trace) => (trace.ContextSwitches, trace.Steps.Count);

    private static string Told(Trace trace) =>
        string.Join('\n', trace.Steps.Select(step => $"{step.Process} {StepText.Of(step)}"));

    private static IEnumerable<Trace> Long(string name)
    {
        var build = Found.Violating[name];
        return Explore
            .Model(build())
            .DepthFirst()
            .Violations.Concat(Explore.Model(build()).ByRandomWalks(seed: 3, walks: 50, length: 300).Violations)
            .Select(violation => violation.Trace);
    }
}
