using Checker.Replay;
using Checker.Reports;
using Checker.Traces;
using Checker.Validation;

namespace Checker.Suites;

/// <summary>Makes cases of a validated patch: one for each line of its table.</summary>
internal static class PatchJudge
{
    private const int MostTests = 3;

    /// <summary>The cases; what is broken fails.</summary>
    public static IReadOnlyList<CaseResult> Judge(ValidationOutcome outcome)
    {
        var patch = outcome.Patch.File.Traced;
        var runs = outcome.Runs.ToDictionary(run => run.Run);
        return [.. outcome.Lines.Select(line => Case(line, patch, runs)), .. outcome.InstructionLines.Select(Case)];
    }

    private static CaseResult Case(InstructionLine line)
    {
        string kind = Labels.Of(InstructionLine.Kind);
        string instructions =
            line.Names.Count <= MostTests
                ? string.Join(", ", line.Names)
                : $"{line.Names[0]} and {Labels.Count(line.Names.Count - 1, "other")}";
        string name = $"{kind}: {InstructionLine.Property} ({instructions}); {line.Settings}";
        string effect = ValidationText.Word(line.Effect);
        string message =
            $"{effect}, {ValidationText.Word(line.Before)} before, {ValidationText.Word(line.After)} after"
            + $"{(line.Example.Length == 0 ? "" : $": {line.Example}")}";
        var status =
            line.After == PropertyState.Violated ? CaseStatus.Failed
            : line.Effect == PatchEffect.Undecided ? CaseStatus.Inconclusive
            : CaseStatus.AsExpected;
        SuiteFinding[] findings = status switch
        {
            CaseStatus.Failed => [new SuiteFinding(kind, $"{effect} by the patch: {name}: {line.Example}", null, null)],
            CaseStatus.Inconclusive => [new SuiteFinding(Rules.Bounded, message, null, null)],
            _ => [],
        };
        return new CaseResult(name, status, message, findings, 0, 0);
    }

    private static CaseResult Case(
        ValidationLine line,
        TracedPatch patch,
        IReadOnlyDictionary<ValidationRun, ComparedRun> runs
    )
    {
        string kind = Labels.Of(line.Kind);
        string property = ViolationDescription.Of(line.Kind).Naming(line.Property);
        string tests =
            line.Tests.Count == 0 ? ""
            : line.Tests.Count <= MostTests ? $" ({string.Join(", ", line.Tests)})"
            : $" ({line.Tests[0]} and {Labels.Count(line.Tests.Count - 1, "other")})";
        string name = $"{property}{tests}; {line.Settings}";
        string effect = ValidationText.Word(line.Effect);
        string message =
            $"{effect}, {ValidationText.Word(line.Before)} before, {ValidationText.Word(line.After)} after"
            + $"{(line.Reason.Length == 0 ? "" : $": {line.Reason}")}";
        var status =
            line.Rows[0].IsBroken ? CaseStatus.Failed
            : line.Effect == PatchEffect.Undecided ? CaseStatus.Inconclusive
            : CaseStatus.AsExpected;
        SuiteFinding[] findings = status switch
        {
            CaseStatus.Failed =>
            [
                new SuiteFinding(
                    kind,
                    $"{effect} by the patch: {name}",
                    line.Shortest!.Violation!.Trace,
                    line.Shortest.Run.Subject(patch)
                ),
            ],
            CaseStatus.Inconclusive =>
            [
                new SuiteFinding(
                    line.After == PropertyState.Bounded ? Rules.Bounded : Rules.Vacuous,
                    message,
                    null,
                    null
                ),
            ],
            _ => [],
        };
        var explored = line.Rows.Select(row => runs[row.Run]).Distinct().ToList();
        return new CaseResult(
            name,
            status,
            message,
            findings,
            explored.Sum(run => run.After.States),
            Math.Round(explored.Sum(run => run.After.Elapsed.TotalSeconds), 3)
        );
    }
}
