using Checker.Properties;
using Checker.Targets.ScenarioFiles;

namespace Checker.Tests.Scenarios;

/// <summary>
/// Every row of the scenario's table gets the verdict and the kinds of violation that the table expects, no more and no
/// fewer.
/// </summary>
public sealed class LhvExchangeMatrixTests
{
    public static TheoryData<string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var row in Catalogue.Scenarios[0].Matrix)
        {
            rows.Add(row.Platform, LhvExchangeRuns.Words(row.Set), string.Join(' ', row.Expected.Kinds));
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_gets_its_verdict_and_kinds(string platform, string settings, string kinds)
    {
        var result = LhvExchangeRuns.Explore(platform, $"{settings} memory=tso");

        Assert.Equal(kinds.Length == 0 ? Verdict.Holds : Verdict.Violated, result.Verdict);
        Assert.Equal(kinds, LhvExchangeRuns.KindsOf(result));
        Assert.True(result.Exhaustive);
    }
}
