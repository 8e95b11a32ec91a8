using Checker.Properties;
using Checker.Traces;

namespace Checker.Reports;

/// <summary>The result of a check as text.</summary>
internal static class CheckText
{
    /// <summary>The verdict, what fails, and the numbers; each line with its end.</summary>
    public static string Of(TraceSubject subject, ExplorationResult result) => Of(Words.Of(subject), result);

    /// <inheritdoc cref="Of(TraceSubject, ExplorationResult)"/>
    public static string Of(string title, ExplorationResult result)
    {
        List<string> lines = [$"{title}: {Words.Of(result.Verdict, result.Within)}", .. Meaning(result).Select(line => $"  {line}")];
        lines.AddRange(result.Violations.Select(violation =>
            $"  {Words.Of(violation.Kind),-9}  {violation.Property}  ({Words.Count(violation.Trace.Steps.Count, "step")}{Further(violation.Trace)})"));
        lines.AddRange(result.Note is { } note ? [$"  note: {note}"] : []);
        lines.Add($"  {Words.Count(result.States, "state")}, {Words.Count(result.Transitions, "transition")}, "
            + $"depth {Words.Number(result.Depth)}, {Words.Seconds(result.Elapsed)}");
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string Further(Trace trace) => trace.Continuation is null ? "" : $", {Words.Number(trace.AllSteps.Count)} to what goes on for ever";

    private static IEnumerable<string> Meaning(ExplorationResult result) => result.Verdict switch
    {
        Verdict.Holds => [$"{Explored(result)}, and every property holds in all of them"],
        Verdict.Violated => [result.Exhaustive
            ? $"{Explored(result)}; these properties fail:"
            : $"not exhaustive: {result.StoppedBy}; these properties fail, others may too:"],
        Verdict.Bounded => [$"not exhaustive: {result.StoppedBy}", "nothing failed as far as it went; this proves nothing about the rest"],
        Verdict.Vacuous => ["nothing failed, because something was never put to the test:", .. result.VacuousBecause.Select(reason => $"- {reason}")],
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    private static string Explored(ExplorationResult result) =>
        $"every reachable state was explored{(result.Within is null ? "" : $" while {result.Within}, nothing beyond")}";
}
