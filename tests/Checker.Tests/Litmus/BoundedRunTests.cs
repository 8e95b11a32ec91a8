using Checker.Litmus;
using Checker.Tests.Architecture;
using Model.Litmus;

namespace Checker.Tests.Litmus;

/// <summary>
/// A run that a limit has stopped settles only what it has seen: nothing is allowed, forbidden or equal because it was
/// not reached.
/// </summary>
public sealed class BoundedRunTests
{
    private const long Few = 3;

    [Fact]
    public void A_cut_run_on_the_hardware_forbids_nothing()
    {
        var (program, platform) = Buffering("tcg");
        var whole = LitmusRun.Of(program, platform, CancellationToken.None);
        var cut = LitmusRun.Of(program, platform.Hardware(), CancellationToken.None, maximumStates: Few);

        var refinement = new Refinement(cut, whole);

        Assert.NotEmpty(whole.Endings);
        Assert.Equal((RefinementVerdict.Bounded, false), (refinement.Verdict, refinement.IsExhaustive));
        Assert.Empty(refinement.Forbidden);
        Assert.Contains("bounded", RefinementText.Of(refinement, 120), StringComparison.Ordinal);
        Assert.Contains(
            "not exhaustive: the limit of 3 states",
            RefinementText.Of(refinement, 120),
            StringComparison.Ordinal
        );
        Assert.Matches("weaker  bounded\n.* 0        1\n$", RefinementText.Summary([refinement]));
    }

    [Fact]
    public void A_cut_run_on_the_platform_is_not_stronger()
    {
        var (program, platform) = Buffering("tcg");
        var refinement = new Refinement(
            LitmusRun.Of(program, platform.Hardware(), CancellationToken.None),
            LitmusRun.Of(program, platform, CancellationToken.None, maximumStates: Few)
        );

        Assert.Equal(RefinementVerdict.Bounded, refinement.Verdict);
        Assert.Empty(refinement.NeverShown);
    }

    [Fact]
    public void A_cut_run_is_neither_ok_nor_as_the_reference_says()
    {
        var (program, platform) = Buffering("hardware");
        var report = new LitmusReport(
            LitmusRun.Of(program, platform, CancellationToken.None, maximumStates: Few),
            ["a state is missing"]
        );

        Assert.Null(report.Agrees);
        Assert.Contains("\nBounded\nCondition", report.Text(full: false), StringComparison.Ordinal);
        Assert.DoesNotContain("reference", report.Text(full: false), StringComparison.Ordinal);
        Assert.Equal(("Bounded", null), (report.Record().Verdict, report.Record().Differences));
    }

    private static (LitmusProgram Program, LitmusPlatform Platform) Buffering(string platform)
    {
        string file = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "litmus"), "*.litmus", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .First();
        return (
            new LitmusProgram(LitmusTest.Read(file)),
            LitmusPlatform.Of(platform, new Dictionary<string, string>())
        );
    }
}
