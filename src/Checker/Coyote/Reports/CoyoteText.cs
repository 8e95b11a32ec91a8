using Checker.Coyote.Executions;
using Checker.Coyote.Schedules;
using Checker.Reports;
using Checker.Traces;
using Model.Systems;

namespace Checker.Coyote.Reports;

/// <summary>What Coyote has shown, as text.</summary>
internal static class CoyoteText
{
    /// <summary>The verdict, what fails, and the numbers; each line with its end.</summary>
    public static string Of(TraceSubject subject, CoyoteSettings settings, SystemModel model, CoyoteResult result)
    {
        List<string> lines =
        [
            $"{Labels.Of(subject)}: {Verdict(result)}",
            $"  {CoyoteRun.Engine}, {settings.Strategy}, seed {Labels.Number(settings.Seed)}; "
                + (
                    result.IsViolated
                        ? "these properties fail, others may too:"
                        : "nothing failed in these schedules; this proves nothing about others"
                ),
            .. result.Findings.Select(Of),
            $"  {Labels.Count(result.Schedules, "schedule")}{(result.IsInterrupted ? " before the interrupt" : "")}, "
                + $"{Labels.Count(result.Steps, "step")}, "
                + $"the longest {Labels.Number(result.LongestSchedule)}, {Labels.Number(result.Cut)} cut at "
                + $"{Labels.Number(settings.Length)}; "
                + $"{Labels.Seconds(result.Elapsed)}, {Labels.Number((long)result.SchedulesPerSecond)} schedules/s",
        ];
        if (result.Refuted > 0)
        {
            lines.Add(
                $"  {Labels.Count(result.Refuted, "suspicion")} that a goal is out of reach refuted by Checker's "
                    + "search of every reachable state"
            );
        }

        if (!settings.Strategy.JudgesGoals && model.Properties.Any(property => property.Kind == PropertyKind.Goal))
        {
            lines.Add("  goals are judged only where nothing can step any more: the strategy is not fair");
        }

        if (model.Refinement is { } refinement)
        {
            lines.Add($"  not judged here: {refinement.Name}");
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>The verdict as a word; never better than <c>bounded</c>.</summary>
    public static string Verdict(CoyoteResult result) => result.IsViolated ? "violated" : "bounded";

    private static string Of(Finding finding) =>
        $"  {Labels.Of(finding.Kind),-9}  {finding.Property}  (schedule {Labels.Number(finding.Schedule)}, "
        + $"{Labels.Count(finding.Steps.Count, "step")}{Of(finding.Certainty)})";

    private static string Of(Certainty certainty) =>
        certainty switch
        {
            Certainty.Confirmed => "; suspected by Coyote, confirmed by Checker's search of every reachable state",
            Certainty.Suspected => "; only suspected: the search of every reachable state that could tell was cut",
            _ => "",
        };
}
