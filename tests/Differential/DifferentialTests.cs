using System.Globalization;

namespace Differential;

/// <summary>The checker agrees with plain C# on random programs.</summary>
/// <remarks>
/// The environment variables CHECKER_DIFFERENTIAL_PROGRAMS and CHECKER_DIFFERENTIAL_SEED say how many programs and
/// which is the first. With the former each program goes through all modes in both builds.
/// </remarks>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const ulong FirstSeed = 110_000;
    private const int Programs = 1_115;

    [Fact]
    public void The_checker_says_what_plain_tasks_do()
    {
        ulong seed = Number("CHECKER_DIFFERENTIAL_SEED") ?? FirstSeed;
        ulong? wanted = Number("CHECKER_DIFFERENTIAL_PROGRAMS");
        int programs = (int)(wanted ?? Programs);
        var campaign = new Campaign(seed, programs);
        campaign.Run(wanted is null ? Trial.Of : _ => Trial.All);
        Tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"seeds {seed} to {seed + (ulong)programs - 1}: {campaign.Compared} programs compared, "
                    + $"{campaign.LeftOut} left out, "
                    + $"{campaign.States} states seen from outside, {campaign.Differences.Count} programs differ, "
                    + $"{campaign.OtherCounts} of {campaign.InBothBuilds} have more states in one build"
            )
        );
        Tell(
            "programs with violations: "
                + $"{string.Join(", ", campaign.Violated.Select(kind => $"{kind.Key} {kind.Value}"))}"
        );
        foreach (var (of, difference, _) in campaign.Differences)
        {
            Tell($"seed {of}: {difference}");
        }

        if (campaign.Differences.Count > 0)
        {
            var (of, difference, trial) = campaign.Differences.MinBy(found => Campaign.Program(found.Seed).Size);
            var (program, still) = Shrinker.Shrink(Campaign.Program(of), Campaign.NameOf(of), difference, trial);
            Assert.Fail(
                $"{campaign.Differences.Count} programs differ; the smallest, of seed {of}, shrunk: {still}\n{program}"
            );
        }

        // A handful says nothing about how many of each there are.
        if (programs < 200)
        {
            return;
        }

        Assert.True(campaign.Compared > programs * 4 / 5, "too many programs are left out");
        Assert.True(
            campaign.OtherCounts <= campaign.InBothBuilds / 50,
            "too many programs have more states in one build"
        );
        foreach (string kind in (string[])["Assertion", "Deadlock", "Invariant", "Stuck"])
        {
            Assert.True(campaign.Violated.GetValueOrDefault(kind) > programs / 40, $"too few programs violate {kind}");
        }
    }

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture)
            : null;

    private void Tell(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
