using Checker.Exploration;
using Checker.Properties;

namespace Checker.Tests.Scenarios;

/// <summary>
/// What is known of the experiment from proofs about its protocol and from the reports, whatever the model of the
/// platform.
/// </summary>
public sealed class LhvExchangeOracleTests
{
    public static TheoryData<string, string> All => Data(LhvExchangeSetups.All());

    public static TheoryData<string, string> Atomic => Data(LhvExchangeSetups.Atomic);

    public static TheoryData<string, string> Split => Data(LhvExchangeSetups.Split);

    /// <summary>
    /// Every release of the flag is counted before: at a row no token is missing, however broken the exchange is.
    /// </summary>
    [Theory]
    [MemberData(nameof(All))]
    public void At_a_row_no_count_is_missing(string platform, string settings)
    {
        const string NoneMissing = "at(cpu0, row) => count1 + count2 >= count0";
        bool refusesExchanges =
            settings.Contains("patch=F8", StringComparison.Ordinal)
            && settings.Contains("region=mmio", StringComparison.Ordinal);
        bool pauses = settings.Contains("pause=between-exits", StringComparison.Ordinal);
        foreach (string producer in new[] { "xchg", "store" })
        {
            // A pause makes the spaces large; three experiments have the rows of one and of two among theirs.
            for (int experiments = pauses ? 3 : 1; experiments <= 3; experiments++)
            {
                var model = LhvExchangeRuns.Build(
                    platform,
                    FormattableString.Invariant($"{settings} producer={producer} experiments={experiments}")
                );
                var result = Explore.Model(model.Always(NoneMissing)).Exhaustively();

                Assert.True(result.Exhaustive);
                Assert.DoesNotContain(result.Violations, violation => violation.Property == NoneMissing);
                Assert.Equal(
                    refusesExchanges,
                    result.VacuousBecause.Contains($"the left side of '{NoneMissing}' was never true")
                );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Atomic))]
    public void An_atomic_exchange_makes_every_row_exact_and_every_round_end(string platform, string settings)
    {
        for (int rounds = 1; rounds <= 4; rounds++)
        {
            string set = FormattableString.Invariant($"{settings} experiments={rounds}");
            string exact = FormattableString.Invariant(
                $"finished(cpu0) => count0 == {rounds} && count1 + count2 == {rounds}"
            );
            Assert.Equal(
                Verdict.Holds,
                Explore.Model(LhvExchangeRuns.Build(platform, set).Always(exact)).Exhaustively().Verdict
            );
        }

        // Whoever is quicker wins a round: after k rounds each consumer may have won any number of them.
        for (int round = 1; round <= 3; round++)
        {
            for (int won = 0; won <= round; won++)
            {
                string never = FormattableString.Invariant($"at(cpu0, row) && count0 == {round} => count1 != {won}");
                var result = Explore.Model(LhvExchangeRuns.Build(platform, settings).Always(never)).Exhaustively();
                Assert.Equal([never], result.Violations.Select(violation => violation.Property));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Split))]
    public void A_split_exchange_hangs_and_duplicates_at_once_and_trips_the_producer_from_the_third_round_on(
        string platform,
        string settings
    )
    {
        for (int rounds = 1; rounds <= 4; rounds++)
        {
            var result = LhvExchangeRuns.Explore(
                platform,
                FormattableString.Invariant($"{settings} experiments={rounds}")
            );
            Assert.Equal(rounds < 3 ? "invariant stuck" : "assertion invariant stuck", LhvExchangeRuns.KindsOf(result));
            Assert.Equal(
                rounds < 3 ? [] : ["the guest's own assertion holds (it reports a failure at port 0xe8)"],
                result
                    .Violations.Where(violation => violation.Kind == ViolationKind.Assertion)
                    .Select(violation => violation.Property)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Split))]
    public void A_producer_that_stores_plainly_notices_nothing(string platform, string settings)
    {
        for (int rounds = 1; rounds <= 4; rounds++)
        {
            var result = LhvExchangeRuns.Explore(
                platform,
                FormattableString.Invariant($"{settings} experiments={rounds} producer=store")
            );
            Assert.Equal("invariant stuck", LhvExchangeRuns.KindsOf(result));
        }
    }

    /// <summary>
    /// The report's guess explains the duplicates and the assertion, and never the hang that the report's log ends
    /// with.
    /// </summary>
    [Fact]
    public void A_failed_compare_exchange_that_is_ignored_duplicates_and_never_hangs()
    {
        for (int rounds = 1; rounds <= 5; rounds++)
        {
            var result = LhvExchangeRuns.Explore(
                "kvm-as-reported",
                FormattableString.Invariant($"experiments={rounds}")
            );
            Assert.Equal(rounds < 3 ? "invariant" : "assertion invariant", LhvExchangeRuns.KindsOf(result));
            Assert.True(result.Exhaustive);
        }
    }

    /// <summary>After N rounds up to N tokens too many were counted, and no more.</summary>
    [Theory]
    [InlineData("kvm-as-reported", "")]
    [InlineData("vmware", "")]
    [InlineData("kvm", "region=mmio")]
    [InlineData("kvm", "region=mmio-coalesced")]
    public void At_a_row_at_most_one_duplicate_a_round_was_counted(string platform, string settings)
    {
        for (int rounds = 1; rounds <= 3; rounds++)
        {
            string set = FormattableString.Invariant($"{settings} experiments={rounds}");
            string most = FormattableString.Invariant($"at(cpu0, row) => count1 + count2 <= count0 + {rounds}");
            string fewer = FormattableString.Invariant($"at(cpu0, row) => count1 + count2 < count0 + {rounds}");
            string all = FormattableString.Invariant($"count1 + count2 <= {2 * rounds + 2}");
            var failing = Explore
                .Model(LhvExchangeRuns.Build(platform, set).Always(most).Always(fewer).Always(all))
                .Exhaustively()
                .Violations.Select(violation => violation.Property)
                .ToList();
            Assert.DoesNotContain(most, failing);
            Assert.Contains(fewer, failing);
            Assert.DoesNotContain(all, failing);
        }
    }

    private static TheoryData<string, string> Data(IEnumerable<(string Platform, string Settings)> setups)
    {
        var data = new TheoryData<string, string>();
        foreach (var (platform, settings) in setups)
        {
            data.Add(platform, settings);
        }

        return data;
    }
}
