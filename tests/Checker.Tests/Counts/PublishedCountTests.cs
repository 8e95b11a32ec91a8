extern alias optimised;
using Checker.Properties;
using optimised::Models;

namespace Checker.Tests.Counts;

public sealed class PublishedCountTests
{
    public static TheoryData<string> Names => [.. Published.All.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void States_transitions_and_depth_are_the_published_ones(string name)
    {
        var published = Published.All.Single(model => model.Name == name);

        var result = Explore.Model(published.Build()).Exhaustively();

        Assert.Equal(published.States, result.States);
        Assert.Equal(published.Transitions ?? result.Transitions, result.Transitions);
        Assert.Equal(published.Depth ?? result.Depth, result.Depth);
        Assert.True(result.Exhaustive);
        Assert.Equal(
            published.Violations,
            result.Violations.Select(violation => $"{violation.Kind} {violation.Trace.Steps.Count}")
        );
        Assert.Equal(published.Violations.Count > 0, result.Verdict == Verdict.Violated);
    }
}
