using Checker.Traces;
using Model.Systems;

namespace Checker.Coyote.Schedules;

/// <summary>Puts one model to both engines and compares what they say.</summary>
internal static class CrossCheck
{
    /// <summary>Compares.</summary>
    /// <param name="subject">What is checked.</param>
    /// <param name="model">Its model.</param>
    /// <param name="ours">What Checker has shown.</param>
    /// <param name="settings">How many schedules to run for each seed, and how; seeds are counted from 1.</param>
    /// <param name="seeds">Seeds for a model that Checker calls violated. One that holds gets one.</param>
    /// <param name="confirmation">Decides on what Coyote suspects.</param>
    /// <param name="cancellation">Ends it.</param>
    public static CrossCheckRow Run(
        TraceSubject subject,
        SystemModel model,
        ExplorationResult ours,
        CoyoteSettings settings,
        int seeds,
        Confirmation confirmation,
        CancellationToken cancellation
    )
    {
        var results = new List<CoyoteResult>();
        for (
            int seed = 1;
            seed <= (ours.Violations.Count > 0 ? seeds : 1) && !cancellation.IsCancellationRequested;
            seed++
        )
        {
            results.Add(
                new CoyoteRun(
                    model,
                    settings with
                    {
                        Seed = seed,
                        StopAtFirst = true,
                    },
                    confirmation,
                    cancellation
                ).Run()
            );
        }

        return new CrossCheckRow(subject, ours, settings.Schedules, results);
    }
}
