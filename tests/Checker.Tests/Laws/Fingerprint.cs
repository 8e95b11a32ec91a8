using Checker.Traces;

namespace Checker.Tests.Laws;

/// <summary>
/// All of a result that must not depend on how often, how, or by which build of the model it was found.
/// </summary>
internal static class Fingerprint
{
    public static string Of(ExplorationResult result) =>
        string.Join(
            '\n',
            [
                $"{result.Verdict} states {result.States} transitions {result.Transitions} depth {result.Depth}",
                $"stopped by {result.StoppedBy}; vacuous because {string.Join("; ", result.VacuousBecause)}",
                .. result.Violations.SelectMany(TraceOf),
            ]
        );

    private static IEnumerable<string> TraceOf(Violation violation) =>
        [
            $"{violation.Kind} {violation.Property}",
            .. violation.Trace.Steps.Select(step =>
                $"  {step.Process}: {StepText.Of(step)}; {string.Join(", ", step.Changes)}; "
                + $"{string.Join(", ", step.Notes)}"
            ),
            .. violation.Trace.Endings.Select(ending =>
                $"  at the end {ending.Process} {ending.Activity} {string.Join(", ", ending.Details)}"
            ),
        ];
}
