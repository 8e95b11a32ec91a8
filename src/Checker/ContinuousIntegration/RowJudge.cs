using Checker.Properties;
using Checker.Reports;
using Checker.Traces;
using Model.Scenarios;

namespace Checker.ContinuousIntegration;

/// <summary>Compares what an exploration has shown with an expected verdict.</summary>
internal static class RowJudge
{
    /// <summary>The case.</summary>
    /// <param name="row">What is expected.</param>
    /// <param name="subject">What was checked.</param>
    /// <param name="result">What came out.</param>
    public static CaseResult Judge(MatrixRow row, TraceSubject subject, ExplorationResult result)
    {
        var checkedRow = new CheckedRow(row, subject, result);
        var findings = Findings(checkedRow).ToList();
        var status = checkedRow.Agrees ? CaseStatus.AsExpected
            : findings.TrueForAll(finding => Rules.IsInconclusive(finding.Rule)) ? CaseStatus.Inconclusive
            : CaseStatus.Failed;
        return new CaseResult(Words.Of(row), status, Message(checkedRow), checkedRow.Agrees ? [] : findings, result.States, Math.Round(result.Elapsed.TotalSeconds, 3))
        {
            Line = row.Line ?? 1,
        };
    }

    private static IEnumerable<Finding> Findings(CheckedRow row)
    {
        var unexpected = row.Result.Violations.Where(violation => !row.Row.Expected.Kinds.Contains(Words.Of(violation.Kind)));
        foreach (var violation in unexpected)
        {
            string kind = Words.Of(violation.Kind);
            yield return new Finding(
                kind,
                $"{kind}: {violation.Property} ({Words.Count(violation.Trace.Steps.Count, "step")}){Within(row)}; expected {Expected(row.Row.Expected)}",
                violation.Trace,
                row.Subject);
        }

        if (!row.Result.Exhaustive)
        {
            yield return new Finding(Rules.Bounded, $"not exhaustive: {row.Result.StoppedBy}; expected {Expected(row.Row.Expected)}", null, null);
            yield break;
        }

        string[] gone = [.. row.Row.Expected.Kinds.Except(row.Kinds)];
        if (gone.Length > 0)
        {
            string now = row.Result.Verdict == Verdict.Violated ? $"nothing of the kind {string.Join(" or ", gone)} fails any more" : $"{Words.Of(row.Result.Verdict)} now";
            yield return new Finding(Rules.ViolationGone, $"was expected to fail ({string.Join(", ", row.Row.Expected.Kinds)}), and {now}; if that is a cure, change the expected verdict", null, null);
        }

        if (row.Result.Verdict == Verdict.Vacuous)
        {
            yield return new Finding(Rules.Vacuous, $"vacuous: {string.Join("; ", row.Result.VacuousBecause)}", null, null);
        }
    }

    private static string Message(CheckedRow row)
    {
        string found = row.Result.Verdict == Verdict.Violated ? $"violated ({string.Join(", ", row.Kinds)})" : Words.Of(row.Result.Verdict);
        found += Within(row);
        return !row.Agrees ? $"{found}, expected {Expected(row.Row.Expected)}"
            : row.Row.Expected.Violated ? $"{found}, as expected"
            : found;
    }

    private static string Within(CheckedRow row) => row.Result.Within is { } constraint ? $" within {constraint}" : "";

    private static string Expected(ExpectedVerdict expected) => expected.Violated ? $"violated ({string.Join(", ", expected.Kinds)})" : "holds";
}
