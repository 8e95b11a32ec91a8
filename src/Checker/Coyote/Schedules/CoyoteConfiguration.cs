using Microsoft.Coyote;
using Microsoft.Coyote.Logging;

namespace Checker.Coyote.Schedules;

/// <summary>Coyote's settings for a run: without telemetry, without tolerance for what it does not control.</summary>
internal static class CoyoteConfiguration
{
    /// <summary>The settings from a schedule on.</summary>
    /// <param name="settings">What is wanted.</param>
    /// <param name="first">Number of the schedule, counted from 0.</param>
    public static Configuration Of(CoyoteSettings settings, int first)
    {
        // Our own limit on the length ends schedules; Coyote's must not come first. A step takes one decision, and one
        // more each time it blocks.
        uint most = (uint)Math.Min(int.MaxValue / 2, 100L * (settings.Length + 100));
        uint fairFrom = settings.Strategy.EndsFairly ? (uint)Math.Max(1, settings.Length / 2) : most;
        return settings
            .Strategy.In(Configuration.Create())
            .WithTelemetryEnabled(false)
            .WithConsoleLoggingEnabled(false)
            .WithVerbosityEnabled(VerbosityLevel.None)
            .WithTraceAnalysisEnabled(false)
            .WithTestingIterations((uint)(settings.Schedules - first))
            .WithTestIterationsRunToCompletion(false)
            .WithRandomGeneratorSeed(settings.CoyoteSeed(first))
            .WithMaxSchedulingSteps(fairFrom, most)
            .WithLivenessTemperatureThreshold((uint)settings.Temperature)
            .WithDeadlockTimeout((uint)settings.HangsAfter.TotalMilliseconds)
            .WithPotentialDeadlocksReportedAsBugs()
            .WithPartiallyControlledConcurrencyAllowed(false)
            .WithPartiallyControlledDataNondeterminismAllowed(false)
            .WithSystematicFuzzingFallbackEnabled(false);
    }
}
