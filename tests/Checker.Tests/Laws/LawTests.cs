extern alias optimised;
extern alias unoptimised;
using Model.Systems;
using Optimised = optimised::Models;
using Unoptimised = unoptimised::Models;

namespace Checker.Tests.Laws;

/// <summary>What must not change a result, over every model that is small enough.</summary>
public sealed class LawTests
{
    private const int LargestModel = 130_000;

    public static TheoryData<string> Names =>
        [.. Optimised.Published.All.Where(model => model.States <= LargestModel).Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_unoptimised_build_of_the_model_gives_the_same_result(string name)
    {
        var model = Unoptimised.Published.All.Single(model => model.Name == name).Build();

        Assert.Equal(Plain(name), Fingerprint.Of(Explore.Model(model).Exhaustively()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_second_run_gives_the_same_result(string name) => Assert.Equal(Plain(name), Plain(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Running_every_local_step_twice_gives_the_same_result(string name)
    {
        var result = (Explore.Model(Build(name)) with { VerifyModel = true }).Exhaustively();

        Assert.Equal(Plain(name), Fingerprint.Of(result));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Depth_first_finds_the_same_states_and_violated_properties(string name)
    {
        var breadthFirst = Explore.Model(Build(name)).Exhaustively();
        var depthFirst = Explore.Model(Build(name)).DepthFirst();

        Assert.Equal(
            (breadthFirst.States, breadthFirst.Transitions, breadthFirst.Verdict, breadthFirst.Exhaustive),
            (depthFirst.States, depthFirst.Transitions, depthFirst.Verdict, depthFirst.Exhaustive)
        );
        Assert.Equal(
            Violated(breadthFirst).Order(StringComparer.Ordinal),
            Violated(depthFirst).Order(StringComparer.Ordinal)
        );
        Assert.All(
            breadthFirst.Violations,
            shortest =>
                Assert.True(
                    shortest.Trace.Steps.Count
                        <= depthFirst.Violations.Single(other => other.Kind == shortest.Kind).Trace.Steps.Count
                )
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_walks_find_only_what_exhaustive_search_finds_and_a_seed_decides_them(string name)
    {
        var exhaustive = Violated(Explore.Model(Build(name)).Exhaustively()).ToHashSet();

        Func<ModelExploration, ExplorationResult>[] walks =
        [
            exploration => exploration.ByRandomWalks(seed: 7, walks: 20, length: 200),
            exploration => exploration.ByPct(seed: 7, walks: 20, length: 200),
            exploration => exploration.ByPos(seed: 7, walks: 20, length: 200),
        ];
        foreach (var walk in walks)
        {
            var walked = walk(Explore.Model(Build(name)));

            Assert.Subset(exhaustive, Violated(walked).ToHashSet());
            Assert.False(walked.Exhaustive);
            Assert.Equal(Fingerprint.Of(walked), Fingerprint.Of(walk(Explore.Model(Build(name)))));
        }
    }

    private static SystemModel Build(string name) =>
        Optimised.Published.All.Single(model => model.Name == name).Build();

    private static string Plain(string name) => Fingerprint.Of(Explore.Model(Build(name)).Exhaustively());

    private static IEnumerable<string> Violated(ExplorationResult result) =>
        result.Violations.Select(violation => $"{violation.Kind} {violation.Property}");
}
