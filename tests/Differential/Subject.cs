using Differential.Programs;
using Model.Steps;

namespace Differential;

/// <summary>One program in all its builds, and what the checker says about each.</summary>
/// <param name="Builds">The builds.</param>
/// <param name="Name">Its class.</param>
internal sealed record Subject(Builds Builds, string Name)
{
    // A program with more schedules than this is left out: running each takes too long.
    private const int MostSchedules = 1500;

    /// <summary>Judges the checker on the program.</summary>
    public Judgement Judge(IReadOnlyList<Trial> trials)
    {
        if (PlainRuns.Of(Builds.Plain(Name), MostSchedules) is not { } truth)
        {
            return new Judgement(null, null);
        }

        var counts = new SortedDictionary<Build, long>();
        foreach (var trial in trials)
        {
            if (Difference(trial, truth, counts) is { } difference)
            {
                return new Judgement(truth, $"{trial}: {difference}", trial);
            }
        }

        return new Judgement(truth, null) { States = counts };
    }

    private string? Difference(Trial trial, Behaviour truth, SortedDictionary<Build, long> counts)
    {
        EngineRun run;
        try
        {
            run = EngineRun.Of(Builds.Checked(Name, trial.Build), trial.Mode);
        }
        catch (ModelException refusal)
        {
            return $"refused: {refusal.Message}";
        }

        long states = counts.TryAdd(trial.Build, run.StateCount) ? run.StateCount : counts[trial.Build];
        return truth.DifferenceTo(run.Behaviour, lengths: trial.Mode != EngineMode.DepthFirst)
            ?? (run.StateCount == states ? null : $"{run.StateCount} states, {states} in another mode");
    }
}
