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

    /// <summary>What is compared.</summary>
    public static IReadOnlyList<EngineMode> AllModes { get; } = Enum.GetValues<EngineMode>();

    /// <summary>Judges the checker on the program.</summary>
    public Judgement Judge(IReadOnlyList<EngineMode> modes)
    {
        if (PlainRuns.Of(Builds.Plain(Name), MostSchedules) is not { } truth)
        {
            return new Judgement(null, null);
        }

        var counts = new SortedSet<long>();
        foreach (var mode in modes)
        {
            foreach (var (build, program) in new[] { ("release", Builds.Release(Name)), ("debug", Builds.Debug(Name)) })
            {
                if (Difference(program, truth, mode, counts) is { } difference)
                {
                    return new Judgement(truth, $"{build} build, {mode}: {difference}", mode);
                }
            }
        }

        return new Judgement(truth, null) { CountsAgree = counts.Count == 1 };
    }

    private static string? Difference(CompiledProgram program, Behaviour truth, EngineMode mode, SortedSet<long> counts)
    {
        EngineRun run;
        try
        {
            run = EngineRun.Of(program, mode);
        }
        catch (ModelException refusal)
        {
            return $"refused: {refusal.Message}";
        }

        counts.Add(run.StateCount);
        return truth.DifferenceTo(run.Behaviour, lengths: mode != EngineMode.DepthFirst);
    }
}
