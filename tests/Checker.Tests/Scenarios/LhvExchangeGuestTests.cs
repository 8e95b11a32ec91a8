namespace Checker.Tests.Scenarios;

/// <summary>
/// The verdicts do not depend on how the guest was compiled, on what of its registers counts, or on where its stacks
/// are.
/// </summary>
public sealed class LhvExchangeGuestTests
{
    private static readonly (string Platform, string Settings)[] _platforms =
    [
        ("hardware", ""),
        ("tcg", ""),
        ("kvm", "region=mmio"),
        ("kvm", "region=mmio-coalesced"),
        ("kvm", "region=readonly"),
        ("kvm", "region=ram"),
        ("kvm-as-reported", ""),
        ("vmware", ""),
        ("virtualbox", ""),
        ("hyper-v", ""),
        ("hyper-v", "version=2008"),
        ("xen", "region=mmio"),
        ("xen", "region=ram"),
        ("xen", "region=ram version=4.10"),
    ];

    public static TheoryData<string, string, string> Guests()
    {
        var data = new TheoryData<string, string, string>();
        foreach (string guest in new[] { "narrow", "O0", "O2", "64" })
        {
            foreach (var (platform, settings) in _platforms)
            {
                data.Add(guest, platform, settings);
            }
        }

        return data;
    }

    public static TheoryData<string, string> Platforms()
    {
        var data = new TheoryData<string, string>();
        foreach (var (platform, settings) in _platforms)
        {
            data.Add(platform, settings);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Guests))]
    public void Every_build_of_the_guest_gets_the_verdict_of_the_assembly(
        string guest,
        string platform,
        string settings
    )
    {
        foreach (string producer in new[] { "xchg", "store" })
        {
            for (int experiments = 1; experiments <= 3; experiments++)
            {
                string set = FormattableString.Invariant($"{settings} producer={producer} experiments={experiments}");
                var built = LhvExchangeRuns.Explore(platform, $"{set} guest={guest}");

                Assert.Equal(
                    LhvExchangeRuns.KindsOf(LhvExchangeRuns.Explore(platform, set)),
                    LhvExchangeRuns.KindsOf(built)
                );
                Assert.True(built.Exhaustive);
                Assert.Empty(built.VacuousBecause);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Dead_registers_make_more_states_and_the_same_verdict(string platform, string settings)
    {
        foreach (string guest in new[] { "asm", "O0", "O2", "64" })
        {
            var live = LhvExchangeRuns.Explore(platform, $"{settings} experiments=2 guest={guest}");
            var kept = LhvExchangeRuns.Explore(platform, $"{settings} experiments=2 guest={guest} registers=kept");

            Assert.Equal(LhvExchangeRuns.KindsOf(live), LhvExchangeRuns.KindsOf(kept));
            Assert.True(kept.Exhaustive);
            Assert.True(kept.States > live.States);
            Assert.Equal(
                live.Violations.Select(violation => violation.Trace.Steps.Count),
                kept.Violations.Select(violation => violation.Trace.Steps.Count)
            );
        }
    }

    [Theory]
    [InlineData("O0", "hardware", "")]
    [InlineData("O0", "kvm", "region=ram")]
    [InlineData("O0", "vmware", "")]
    [InlineData("O2", "hardware", "")]
    [InlineData("O2", "kvm", "region=ram")]
    [InlineData("O2", "kvm", "region=mmio-coalesced")]
    [InlineData("O2", "vmware", "")]
    [InlineData("64", "kvm", "region=mmio")]
    public void Shared_stacks_make_no_fewer_states_and_the_same_verdict(string guest, string platform, string settings)
    {
        var own = LhvExchangeRuns.Explore(platform, $"{settings} experiments=1 guest={guest}");
        var shared = LhvExchangeRuns.Explore(platform, $"{settings} experiments=1 guest={guest} stacks=shared");

        Assert.Equal(LhvExchangeRuns.KindsOf(own), LhvExchangeRuns.KindsOf(shared));
        Assert.True(shared.Exhaustive);
        Assert.True(shared.States >= own.States);
    }

    [Theory]
    [InlineData("hardware", "", "")]
    [InlineData("kvm", "region=ram", "")]
    [InlineData("kvm", "region=mmio", "invariant stuck")]
    public void A_third_consumer_changes_nothing(string platform, string settings, string kinds)
    {
        var result = LhvExchangeRuns.Explore(platform, $"{settings} guest=narrow consumers=3 experiments=2");

        Assert.Equal(kinds, LhvExchangeRuns.KindsOf(result));
        Assert.True(result.Exhaustive);
    }

    /// <summary>
    /// More experiments reach more states, lose no violation, and leave the shortest traces as they are.
    /// </summary>
    [Theory]
    [MemberData(nameof(Platforms))]
    public void More_experiments_only_add(string platform, string settings)
    {
        var before = LhvExchangeRuns.Explore(platform, $"{settings} experiments=1");
        for (int experiments = 2; experiments <= 4; experiments++)
        {
            var result = LhvExchangeRuns.Explore(
                platform,
                FormattableString.Invariant($"{settings} experiments={experiments}")
            );

            Assert.True(result.States > before.States);
            var lengths = result.Violations.ToDictionary(
                violation => violation.Property,
                violation => violation.Trace.Steps.Count
            );
            Assert.All(
                before.Violations,
                violation => Assert.Equal(violation.Trace.Steps.Count, lengths[violation.Property])
            );
            before = result;
        }
    }
}
