extern alias optimised;
using optimised::Models;

namespace Checker.Tests.Laws;

/// <summary>The number of workers changes nothing but the time.</summary>
public sealed class WorkerTests
{
    private const int LargestModel = 130_000;

    public static TheoryData<string> Names =>
        [.. Published.All.Where(model => model.States <= LargestModel).Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void More_workers_give_the_same_result(string name)
    {
        string alone = Explored(name, workers: 1);

        Assert.Equal(alone, Explored(name, workers: 2));
        Assert.Equal(alone, Explored(name, workers: 3));
    }

    private static string Explored(string name, int workers) =>
        Fingerprint.Of(
            (
                Explore.Model(Published.All.Single(model => model.Name == name).Build()) with
                {
                    Workers = workers,
                }
            ).Exhaustively()
        );
}
