using Checker.Coyote.Executions;
using Checker.Exploration;
using Checker.Traces;
using Model.Systems;

namespace Checker.Coyote.Schedules;

/// <summary>Runs a recorded trace under Coyote: the trace says who goes on, Coyote's monitors judge.</summary>
internal static class TraceReplay
{
    /// <summary>Replays a trace.</summary>
    /// <param name="model">The model that the trace is of.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="settings">
    /// For a trace of kind <see cref="ViolationKind.Stuck"/> that does not end in a standstill: the strategy and seed
    /// by which Coyote goes on after the last step, and the temperature beyond which it suspects that the goal is out
    /// of reach.
    /// </param>
    /// <param name="cancellation">Ends the replay.</param>
    /// <returns>The first difference, or <c>null</c>; and how sure it is that the property fails.</returns>
    /// <exception cref="UnfinishedException">The user ended it.</exception>
    public static (Drift? Drift, Certainty Certainty) Run(
        SystemModel model,
        Trace trace,
        CoyoteSettings settings,
        CancellationToken cancellation
    )
    {
        if (!model.Processes.Select(process => process.Name).SequenceEqual(trace.Processes))
        {
            return (
                new Drift(
                    null,
                    "processes",
                    TraceDifference.Shown(trace.Processes),
                    TraceDifference.Shown(model.Processes.Select(process => process.Name))
                ),
                Certainty.Shown
            );
        }

        var guide = new TraceGuide(trace);
        // Every step is at least one scheduling decision, so the temperature is reached before the end.
        int after = trace.Kind == ViolationKind.Stuck ? settings.Temperature + 1 : 0;
        var result = new CoyoteRun(
            model,
            trace,
            guide,
            settings with
            {
                Length = trace.Steps.Count + after,
            },
            cancellation
        ).Run();
        if (result.IsInterrupted)
        {
            throw new UnfinishedException("interrupted before the last step");
        }

        if (guide.Drift is { } drift)
        {
            return (drift, Certainty.Shown);
        }

        // A trace to a state in which nothing fails.
        if (trace.Kind is not { } kind)
        {
            return (null, Certainty.Shown);
        }

        if (result.Findings.Count == 0)
        {
            return (
                new Drift(
                    null,
                    "property",
                    $"{JsonWord(kind)}: {trace.Property}",
                    "it does not fail so after the last step"
                ),
                Certainty.Shown
            );
        }

        // What goes round for ever only the search of every reachable state can tell.
        bool isShown =
            result.Findings[0].Certainty == Certainty.Shown && result.Findings[0].Steps.Count == trace.Steps.Count;
        return (
            isShown ? TraceDifference.Between(trace.Endings, result.Findings[0].Endings) : null,
            isShown ? Certainty.Shown : Certainty.Suspected
        );
    }

    private static string JsonWord(ViolationKind kind) => kind.ToString().ToLowerInvariant();
}
