using Checker.Coyote.Executions;
using Checker.Coyote.Schedules;
using Checker.Reports;
using Checker.Targets;

namespace Checker.Cli;

/// <summary><c>checker replay --engine coyote</c>: runs a saved trace under Coyote.</summary>
/// <param name="session">What commands work with.</param>
internal sealed class CoyoteReplay(Session session)
{
    /// <summary>Runs it.</summary>
    /// <param name="loaded">The trace.</param>
    /// <param name="settings">
    /// How Coyote goes on after a trace of kind stuck, and for how long the goal must stay out of reach.
    /// </param>
    public ExitCode Run(LoadedTrace loaded, CoyoteSettings settings)
    {
        var trace = loaded.File.Trace;
        var (drift, certainty) = TraceReplay.Run(loaded.Model, trace, settings, session.Cancellation);
        var output = session.Streams.Output;
        output.WriteLine($"{Labels.Of(loaded.File.Subject)}, {CoyoteRun.Engine}");
        if (drift is not null)
        {
            output.WriteLine(drift);
            return ExitCode.Violated;
        }

        if (certainty == Certainty.Shown)
        {
            output.WriteLine(
                $"exact: {Labels.Count(trace.Steps.Count, "step")}, then the {Labels.Of(trace.Kind)} as recorded: "
                    + $"{trace.Property}"
            );
            return ExitCode.Holds;
        }

        output.WriteLine(
            $"exact: {Labels.Count(trace.Steps.Count, "step")}; then the goal stayed out of reach for "
                + $"{Labels.Number(settings.Temperature)} "
                + $"scheduling decisions, which is a suspicion and no proof: {trace.Property}"
        );
        return ExitCode.Inconclusive;
    }
}
