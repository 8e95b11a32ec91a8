extern alias optimised;
using Checker.Properties;
using optimised::Models.Workload;

namespace Checker.Tests.Laws;

public sealed class RandomWalkTests
{
    [Fact]
    public void Walks_find_the_duplicate_token_and_never_prove_its_absence()
    {
        var broken = Explore
            .Model(TokenWorkload.Build(WriteBack.Split, consumers: 2, tokens: 3))
            .ByRandomWalks(seed: 1, walks: 200);
        var correct = Explore
            .Model(TokenWorkload.Build(WriteBack.Retry, consumers: 2, tokens: 3))
            .ByRandomWalks(seed: 1, walks: 200);

        Assert.Equal((Verdict.Violated, Verdict.Bounded), (broken.Verdict, correct.Verdict));
        Assert.Equal("random walks prove nothing (seed 1, 200 walks of at most 10000 steps)", correct.StoppedBy);
    }

    [Fact]
    public void Another_seed_walks_elsewhere()
    {
        long[] transitions =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(seed =>
                    Explore
                        .Model(TokenWorkload.Build(WriteBack.Split, 2, 3))
                        .ByRandomWalks((ulong)seed, walks: 5)
                        .Transitions
                ),
        ];

        Assert.True(transitions.Distinct().Count() > 1);
    }
}
