using Checker.Properties;
using Checker.Reports;
using Checker.Traces;
using Model.Catalogue;

namespace Checker.Suites;

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
        var status =
            checkedRow.Agrees ? CaseStatus.AsExpected
            : findings.TrueForAll(finding => Rules.IsInconclusive(finding.Rule)) ? CaseStatus.Inconclusive
            : CaseStatus.Failed;
        return new CaseResult(
            Labels.Of(row),
            status,
            Message(checkedRow),
            checkedRow.Agrees ? [] : findings,
            result.States,
            Math.Round(result.Elapsed.TotalSeconds, 3)
        )
        {
            Line = row.Line ?? 1,
        };
    }

    private static IEnumerable<SuiteFinding> Findings(CheckedRow row)
    {
        var expected = row.Row.Expected;
        var unexpected = row.Result.Violations.Where(violation =>
            !expected.Violated || (expected.NamesKinds && !expected.Kinds.Contains(Labels.Of(violation.Kind)))
        );
        foreach (var violation in unexpected)
        {
            string kind = Labels.Of(violation.Kind);
            yield return new SuiteFinding(
                kind,
                $"{kind}: {violation.Property} ({Labels.Count(violation.Trace.Steps.Count, "step")}){Within(row)}; "
                    + $"expected {Labels.Of(row.Row.Expected)}",
                violation.Trace,
                row.Subject
            );
        }

        if (!row.Result.Exhaustive)
        {
            yield return new SuiteFinding(
                Rules.Bounded,
                $"not exhaustive: {row.Result.StoppedBy}; expected {Labels.Of(row.Row.Expected)}",
                null,
                null
            );
            yield break;
        }

        string[] gone = [.. expected.Kinds.Except(row.Kinds)];
        if (row.Result.Verdict == Verdict.Violated && gone.Length > 0)
        {
            yield return new SuiteFinding(
                Rules.ViolationGone,
                $"is violated, but not as expected: found {string.Join(", ", row.Kinds)}, and no "
                    + $"{string.Join(" or ", gone)}; if that is right, change the expected kinds",
                null,
                null
            );
        }
        else if (expected.Violated && row.Result.Verdict != Verdict.Violated)
        {
            string kinds = expected.NamesKinds ? $" ({string.Join(", ", expected.Kinds)})" : "";
            string now = Labels.Of(row.Result.Verdict, row.Result.Within);
            yield return new SuiteFinding(
                Rules.ViolationGone,
                $"was expected to fail{kinds}, and {now} now; if that is a fix, change the expected verdict",
                null,
                null
            );
        }

        if (row.Result.Verdict == Verdict.Vacuous)
        {
            yield return new SuiteFinding(
                Rules.Vacuous,
                $"vacuous: {string.Join("; ", row.Result.VacuousBecause)}",
                null,
                null
            );
        }
    }

    private static string Message(CheckedRow row)
    {
        string found =
            row.Result.Verdict == Verdict.Violated
                ? $"violated ({string.Join(", ", row.Kinds)})"
                : Labels.Of(row.Result.Verdict);
        found += Within(row);
        return !row.Agrees ? $"{found}, expected {Labels.Of(row.Row.Expected)}"
            : row.Row.Expected.Violated ? $"{found}, as expected"
            : found;
    }

    private static string Within(CheckedRow row) => row.Result.Within is { } constraint ? $" within {constraint}" : "";
}
