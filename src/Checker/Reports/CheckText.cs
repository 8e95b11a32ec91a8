using Checker.Properties;
using Checker.Traces;

namespace Checker.Reports;

/// <summary>The result of a check as text.</summary>
internal static class CheckText
{
    /// <summary>The verdict, what fails, and the numbers; each line with its end.</summary>
    public static string Of(TraceSubject subject, ExplorationResult result) => Of(Labels.Of(subject), result);

    /// <inheritdoc cref="Of(TraceSubject, ExplorationResult)"/>
    public static string Of(string title, ExplorationResult result)
    {
        List<string> lines =
        [
            $"{title}: {Labels.Of(result.Verdict, result.Within)}",
            .. Meaning(result).Select(line => $"  {line}"),
        ];
        lines.AddRange(
            result.Violations.Select(violation =>
                $"  {Labels.Of(violation.Kind),-9}  {violation.Property}  ("
                + $"{Labels.Count(violation.Trace.Steps.Count, "step")}{Further(violation.Trace)})"
            )
        );
        lines.AddRange(result.Note is { } note ? [$"  note: {note}"] : []);
        lines.Add(
            $"  {Labels.Count(result.States, "state")}, {Labels.Count(result.Transitions, "transition")}, "
                + $"depth {Labels.Number(result.Depth)}, {Labels.Seconds(result.Elapsed)}"
        );
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string Further(Trace trace) =>
        trace.Continuation is null ? "" : $", {Labels.Number(trace.AllSteps.Count)} to the cycle";

    private static IEnumerable<string> Meaning(ExplorationResult result) =>
        result.Verdict switch
        {
            Verdict.Holds => [$"{Explored(result)}, and every property holds in all of them"],
            Verdict.Violated =>
            [
                result.Exhaustive
                    ? $"{Explored(result)}; these properties fail:"
                    : $"not exhaustive: {result.StoppedBy}; these properties fail, others may too:",
            ],
            Verdict.Bounded =>
            [
                $"not exhaustive: {result.StoppedBy}",
                "nothing failed as far as the search went; this proves nothing about the rest",
            ],
            Verdict.Vacuous =>
            [
                "nothing failed, because something was never tested:",
                .. result.VacuousBecause.Select(reason => $"- {reason}"),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };

    private static string Explored(ExplorationResult result) =>
        result.Within is null
            ? "every reachable state was explored"
            : $"every reachable state was explored while {result.Within} holds, and nothing beyond";
}

/// <summary>The result of an exploration as text.</summary>
public static class ResultText
{
    /// <summary>
    /// The verdict, what fails, the numbers, and the shortest trace when there is one; each line with its end.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="width">Columns to fit in, at least 40.</param>
    public static string ToText(this ExplorationResult result, int width = 120)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 40);
        string text = CheckText.Of(result.Model, result);
        return result.Violations.Count == 0 ? text : $"{text}\n{TraceText.Of(result.Violations[0].Trace, width)}";
    }
}
