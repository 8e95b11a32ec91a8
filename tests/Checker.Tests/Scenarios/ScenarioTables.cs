using Model.Systems;
using CheckerVerdict = Checker.Properties.Verdict;

namespace Checker.Tests.Scenarios;

/// <summary>The rows of the tables in a scenario's page.</summary>
internal static class ScenarioTables
{
    /// <summary>Explores every row of the matrix, requires what it expects, and gives a line for each.</summary>
    public static IReadOnlyList<string> Verdicts(IReadOnlyList<ExploredRow> variants) => [.. variants.Select(Verdict)];

    /// <summary>
    /// Removes each part from every form of its design that holds, and tells which of them no longer do.
    /// </summary>
    /// <param name="variants">The rows of the matrix.</param>
    /// <param name="parts">Parts with their designs, or with an empty name for all designs.</param>
    /// <param name="build">Builds a variant without a part.</param>
    public static IReadOnlyList<string> Removals(
        IReadOnlyList<ExploredRow> variants,
        IEnumerable<(string Design, string Part)> parts,
        Func<ExploredRow, string, SystemModel> build
    )
    {
        var rows = new List<string>();
        foreach (var (design, part) in parts)
        {
            var results = variants
                .Where(variant => variant.Row.Platform == design && !variant.Row.Expected.Violated)
                .Select(variant =>
                    (
                        variant.Parameters,
                        IsCaught: Explore.Model(build(variant, part)).Exhaustively().Violations.Count > 0
                    )
                )
                .ToList();
            rows.Add($"| {design} | {part} | {Join(results, isCaught: true)} | {Join(results, isCaught: false)} |");
        }

        return rows;
    }

    private static string Join(IEnumerable<(string Parameters, bool IsCaught)> results, bool isCaught) =>
        string.Join("; ", results.Where(result => result.IsCaught == isCaught).Select(result => result.Parameters));

    private static string Verdict(ExploredRow variant)
    {
        var result = Explore.Model(variant.Build()).Exhaustively();
        var kinds = ExploredRow.KindsOf(result);
        Assert.True(result.Exhaustive, $"{variant} was not explored exhaustively: {result.StoppedBy}");
        Assert.True(
            kinds.SequenceEqual(variant.Row.Expected.Kinds)
                && (kinds.Count > 0 || result.Verdict == CheckerVerdict.Holds),
            $"{variant}: expected [{string.Join(", ", variant.Row.Expected.Kinds)}], found {result.Verdict} ["
                + $"{string.Join(", ", kinds)}] {string.Join("; ", result.VacuousBecause)}"
        );
        string verdict = kinds.Count == 0 ? "holds" : $"violated: {string.Join(", ", kinds)}";
        return FormattableString.Invariant(
            $"| {variant.Row.Platform} | {variant.Parameters} | {verdict} | {result.States} |"
        );
    }
}
