using Checker.Reports;
using Checker.Traces;
using Coyote.Schedules;
using Model.Systems;

namespace Coyote.Reports;

/// <summary>What Coyote has shown, as text.</summary>
internal static class CoyoteText
{
    /// <summary>The verdict, what fails, and the numbers; each line with its end.</summary>
    public static string Of(TraceSubject subject, CoyoteSettings settings, SystemModel model, CoyoteResult result)
    {
        List<string> lines =
        [
            $"{Words.Of(subject)}: {Verdict(result)}",
            $"  {CoyoteRun.Engine}, {settings.Strategy}, seed {Words.Number(settings.Seed)}; "
                + (result.IsViolated ? "these properties fail, others may too:" : "nothing failed in these schedules; this proves nothing about others"),
            .. result.Findings.Select(Of),
            $"  {Words.Count(result.Schedules, "schedule")}{(result.IsInterrupted ? " before the interrupt" : "")}, {Words.Count(result.Steps, "step")}, "
                + $"the longest {Words.Number(result.LongestSchedule)}, {Words.Number(result.Cut)} cut at {Words.Number(settings.Length)}; "
                + $"{Words.Seconds(result.Elapsed)}, {Words.Number((long)result.SchedulesPerSecond)} schedules/s",
        ];
        if (result.Refuted > 0)
        {
            lines.Add($"  {Words.Count(result.Refuted, "suspicion")} that a goal is out of reach refuted by Checker's search of every reachable state");
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
        $"  {Words.Of(finding.Kind),-9}  {finding.Property}  (schedule {Words.Number(finding.Schedule)}, {Words.Count(finding.Steps.Count, "step")}{Of(finding.Certainty)})";

    private static string Of(Certainty certainty) => certainty switch
    {
        Certainty.Confirmed => "; suspected by Coyote, confirmed by Checker's search of every reachable state",
        Certainty.Suspected => "; only suspected: the search of every reachable state that could tell was cut",
        _ => "",
    };
}
