extern alias optimised;
extern alias unoptimised;
using Checker.Properties;
using Checker.Tests.Laws;
using Model.Systems;
using Optimised = optimised::Models.Shapes.ShapeModels;
using Unoptimised = unoptimised::Models.Shapes.ShapeModels;

namespace Checker.Tests.Frames;

/// <summary>
/// Bodies with unusual flow: every value that they can store, in both builds, with dead locals dropped and kept.
/// </summary>
public sealed class ShapeTests
{
    public static TheoryData<string> Names => [.. Optimised.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_results_are_those_that_the_language_promises(string name)
    {
        var shape = Optimised.All.Single(shape => shape.Name == name);

        var outcomes = Outcomes.Of(shape.Build(), deadLocalsCount: false);

        Assert.Empty(outcomes.Violations);
        Assert.Equal(
            shape.Results.Select(result => $"a=1, result={result}").Order(StringComparer.Ordinal),
            outcomes.Ends
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_builds_give_the_same_states_and_traces(string name)
    {
        var optimisedModel = Optimised.All.Single(shape => shape.Name == name).Build().Goal("result == 1000");
        var unoptimisedModel = Unoptimised.All.Single(shape => shape.Name == name).Build().Goal("result == 1000");

        var optimisedResult = Explore.Model(optimisedModel).Exhaustively();
        var unoptimisedResult = Explore.Model(unoptimisedModel).Exhaustively();

        Assert.Equal(Verdict.Violated, optimisedResult.Verdict);
        Assert.Equal(Fingerprint.Of(optimisedResult), Fingerprint.Of(unoptimisedResult));
        Assert.Equal(optimisedResult.LocalRuns, unoptimisedResult.LocalRuns);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Dropping_dead_locals_changes_no_outcome(string name)
    {
        Check(Optimised.All.Single(shape => shape.Name == name).Build);
        Check(Unoptimised.All.Single(shape => shape.Name == name).Build);

        static void Check(Func<SystemModel> build)
        {
            var dropped = Outcomes.Of(build(), deadLocalsCount: false);
            var kept = Outcomes.Of(build(), deadLocalsCount: true);
            Assert.Equivalent(kept with { States = dropped.States }, dropped, strict: true);
            Assert.True(dropped.States <= kept.States);
        }
    }
}
