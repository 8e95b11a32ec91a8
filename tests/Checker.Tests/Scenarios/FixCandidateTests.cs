using Checker.Exploration;
using Checker.Tests.Architecture;

namespace Checker.Tests.Scenarios;

/// <summary>What each fix candidate cures, and what it trades the race for. KVM, three experiments.</summary>
public sealed class FixCandidateTests
{
    private const string Race = "assertion invariant stuck";
    private const string StoreRace = "invariant stuck";
    private const string Deadlock = "deadlock stuck";
    private const string Nothing = "";

    // What the columns of the table in docs/platforms.md set.
    private static readonly string[][] _columns =
    [
        ["region=mmio"],
        ["region=mmio producer=store"],
        ["region=mmio pause=on"],
        ["region=mmio update=on", "region=mmio pause=between-exits"],
        ["region=mmio-coalesced"],
        ["region=readonly"],
        ["region=ram"],
    ];

    /// <summary>The cells of that table, as settings and the kinds of violation that the page claims.</summary>
    public static TheoryData<string, string> Documented()
    {
        var cells = new TheoryData<string, string>();
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "platforms.md"))
            .SkipWhile(line => !line.StartsWith("| patch | mmio |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split(" | "));
        foreach (string[] row in rows)
        {
            Assert.Equal(_columns.Length, row.Length - 1);
            foreach (string patch in row[0].Split(", "))
            {
                foreach (
                    var (settings, claim) in _columns
                        .Zip(row.Skip(1))
                        .SelectMany(column => column.First.Select(settings => (settings, column.Second)))
                )
                {
                    bool isStore = settings.EndsWith("producer=store", StringComparison.Ordinal);
                    cells.Add(
                        $"{settings} patch={patch}",
                        claim switch
                        {
                            "holds" => Nothing,
                            "race" => isStore ? StoreRace : Race,
                            _ => claim
                                .Replace("`", "", StringComparison.Ordinal)
                                .Replace(",", "", StringComparison.Ordinal),
                        }
                    );
                }
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void Every_cell_of_the_documented_table_is_true(string settings, string kinds) =>
        Assert.Equal(kinds, LhvExchangeRuns.KindsOf(LhvExchangeRuns.Explore("kvm", settings)));

    /// <summary>
    /// The columns: a producer that exchanges; one that stores; and an exchanging one while user space pauses all vCPUs
    /// once as QEMU does; while it does so between two exits; and while it updates memslots once.
    /// </summary>
    [Theory]
    [InlineData("region=mmio-coalesced patch=none", Race, StoreRace, Race, Race, Race)]
    [InlineData("region=mmio-coalesced patch=F3", Nothing, "stuck", Nothing, Deadlock, Deadlock)]
    [InlineData("region=mmio-coalesced patch=F4", Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("region=mmio-coalesced patch=F5", Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("region=mmio-coalesced patch=F6", Nothing, Nothing, Nothing, Deadlock, Deadlock)]
    [InlineData("region=mmio-coalesced patch=F7", Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("region=mmio-coalesced patch=F8", "deadlock stuck", "stuck", Deadlock, Deadlock, Deadlock)]
    [InlineData("region=readonly patch=none", Race, StoreRace, Race, Race, Race)]
    [InlineData("region=readonly patch=F3", Nothing, "stuck", Nothing, Deadlock, Deadlock)]
    [InlineData("region=readonly patch=F4", Race, StoreRace, Race, Race, Race)]
    [InlineData("region=readonly patch=F5", Race, StoreRace, Race, Race, Race)]
    [InlineData("region=readonly patch=F6", Nothing, Nothing, Nothing, Deadlock, Deadlock)]
    [InlineData("region=readonly patch=F7", Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("region=readonly patch=F8", Race, StoreRace, Race, Race, Race)]
    [InlineData("region=ram patch=none", Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("region=ram patch=F1", Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("region=ram patch=F2", Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("region=ram patch=F3", Nothing, Nothing, Nothing, Nothing, Nothing)]
    [InlineData("region=ram patch=F6", Nothing, Nothing, Nothing, Nothing, Nothing)]
    public void A_candidate_cures_or_trades(
        string settings,
        string exchanging,
        string storing,
        string paused,
        string pausedBetween,
        string updated
    )
    {
        Assert.Equal(exchanging, LhvExchangeRuns.KindsOf(LhvExchangeRuns.Explore("kvm", settings)));
        Assert.Equal(storing, LhvExchangeRuns.KindsOf(LhvExchangeRuns.Explore("kvm", $"{settings} producer=store")));
        Assert.Equal(paused, LhvExchangeRuns.KindsOf(LhvExchangeRuns.Explore("kvm", $"{settings} pause=on")));
        Assert.Equal(
            pausedBetween,
            LhvExchangeRuns.KindsOf(LhvExchangeRuns.Explore("kvm", $"{settings} pause=between-exits"))
        );
        Assert.Equal(updated, LhvExchangeRuns.KindsOf(LhvExchangeRuns.Explore("kvm", $"{settings} update=on")));
    }

    /// <summary>F8 is safe: whatever still runs is right. It is not live: the guest never gets to the end.</summary>
    [Fact]
    public void Refusing_is_safe_and_not_live()
    {
        var result = LhvExchangeRuns.Explore("kvm", "patch=F8");

        Assert.Equal("deadlock stuck", LhvExchangeRuns.KindsOf(result));
        Assert.Empty(result.Violations.Single(violation => violation.Kind == ViolationKind.Stuck).Trace.Steps);
    }
}
