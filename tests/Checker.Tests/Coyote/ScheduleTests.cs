using System.Reflection;
using Checker.Coyote.Schedules;
using Microsoft.Coyote;

namespace Checker.Tests.Coyote;

/// <summary>Which schedules Coyote runs, and under which rules.</summary>
public sealed class ScheduleTests
{
    public static TheoryData<string> Strategies => [.. Strategy.Names];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Every_strategy_finds_the_lost_update(string strategy) =>
        Assert.Single(
            Runs.Of(
                SmallModels.LostUpdate(),
                new CoyoteSettings { Strategy = Strategy.Of(strategy, null, false), Schedules = 300 }
            ).Findings
        );

    [Theory]
    [InlineData("prioritization", 2)]
    [InlineData("delay-bounding", 2)]
    [InlineData("probabilistic", 1)]
    public void A_bound_is_taken(string strategy, uint bound)
    {
        var configuration = CoyoteConfiguration.Of(
            new CoyoteSettings { Strategy = Strategy.Of(strategy, bound, false) },
            0
        );

        Assert.Equal((int)bound, Setting<int>(configuration, "StrategyBound"));
    }

    // Q-learning is left out: Coyote itself hashes by addresses, so its table differs from run to run.
    [Theory]
    [InlineData("random")]
    [InlineData("prioritization")]
    [InlineData("delay-bounding")]
    [InlineData("probabilistic")]
    [InlineData("portfolio")]
    public void The_same_seed_gives_the_same_schedules(string strategy)
    {
        var settings = new CoyoteSettings
        {
            Strategy = Strategy.Of(strategy, null, false),
            Schedules = 40,
            Seed = 7,
        };

        Assert.Equal(Told(settings), Told(settings));
    }

    [Fact]
    public void Another_seed_gives_other_schedules() =>
        Assert.NotEqual(
            Told(new CoyoteSettings { Schedules = 40, Seed = 1 }),
            Told(new CoyoteSettings { Schedules = 40, Seed = 2 })
        );

    [Fact]
    public void Seeds_share_no_schedule_and_stay_where_Coyote_tells_them_apart()
    {
        const int last = CoyoteSettings.MostSchedules - 1;

        Assert.True(new CoyoteSettings { Seed = 4 }.CoyoteSeed(last) < new CoyoteSettings { Seed = 5 }.CoyoteSeed(0));
        Assert.True(new CoyoteSettings { Seed = CoyoteSettings.LastSeed }.CoyoteSeed(last) <= int.MaxValue);
    }

    [Fact]
    public void Nothing_is_sent_to_anybody_and_nothing_uncontrolled_is_allowed()
    {
        var configuration = CoyoteConfiguration.Of(new CoyoteSettings(), 0);

        Assert.False(Setting<bool>(configuration, "IsTelemetryEnabled"));
        Assert.False(Setting<bool>(configuration, "IsPartiallyControlledConcurrencyAllowed"));
        Assert.False(Setting<bool>(configuration, "IsSystematicFuzzingFallbackEnabled"));
    }

    [Fact]
    public void A_schedule_is_cut_at_its_length()
    {
        var result = Runs.Of(
            SmallModels.Spinning(null),
            new CoyoteSettings
            {
                Schedules = 3,
                Length = 25,
                Temperature = 1000,
            }
        );

        Assert.Equal((3, 75, 25), (result.Cut, result.Steps, result.LongestSchedule));
    }

    [Fact]
    public void What_only_Coyotes_clock_complains_of_is_a_fault_of_the_harness()
    {
        var settings = new CoyoteSettings { Schedules = 1, HangsAfter = TimeSpan.FromMilliseconds(50) };

        var fault = Assert.Throws<HarnessException>(() =>
            Runs.Of(SmallModels.Sleeping(TimeSpan.FromSeconds(2)), settings)
        );
        Assert.Contains("Potential deadlock or hang detected", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_the_one_that_was_tried() => Assert.Equal("Microsoft.Coyote 1.7.11", CoyoteRun.Engine);

    private static string Told(CoyoteSettings settings)
    {
        var result = Runs.Of(SmallModels.TwoLocks(), settings);
        return string.Join(
            '\n',
            result
                .Findings.Select(finding =>
                    $"{finding.Kind} {finding.Schedule} "
                    + $"{string.Join(' ', finding.Steps.Select(step => $"{step.Process}/{step.Outcome}"))}"
                )
                .Append($"{result.Steps}")
        );
    }

    private static T Setting<T>(Configuration configuration, string name)
    {
        const BindingFlags hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        object? value = typeof(Configuration).GetProperty(name, hidden) is { } property
            ? property.GetValue(configuration)
            : typeof(Configuration).GetField(name, hidden)!.GetValue(configuration);
        return (T)value!;
    }
}
