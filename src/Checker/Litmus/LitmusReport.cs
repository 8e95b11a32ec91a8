using Model.Litmus;

namespace Checker.Litmus;

/// <summary>What is told of one test under one memory model.</summary>
/// <param name="Run">The run.</param>
/// <param name="Differences">What differs from the reference; <c>null</c> when there is no reference.</param>
internal sealed record LitmusReport(LitmusRun Run, IReadOnlyList<string>? Differences)
{
    /// <summary>Whether the run is as the reference says; <c>null</c> when there is none.</summary>
    /// <remarks>Of a run that a limit stopped it is not known either.</remarks>
    public bool? Agrees => Differences is null || !Run.Result.Exhaustive ? null : Differences.Count == 0;

    private string Verdict =>
        !Run.IsSettled ? "Bounded"
        : Run.IsOk ? "Ok"
        : "No";

    /// <summary>The report as herd prints it, each line with its end.</summary>
    /// <param name="full">Whether states show everything observed.</param>
    public string Text(bool full)
    {
        var test = Run.Program.Test;
        var states = full ? Run.FullStates : Run.States;
        string kind = test.Quantifier switch
        {
            LitmusQuantifier.Exists => "Allowed",
            LitmusQuantifier.NotExists => "Forbidden",
            _ => "Required",
        };
        string where = $"{Run.Platform.Name} {Run.Platform.Settings.Word("memory")}";
        string[] lines =
        [
            $"Test {test.Name} {kind} ({where})",
            FormattableString.Invariant($"States {states.Count}"),
            .. states,
            Verdict,
            $"Condition {test.ConditionText}",
            FormattableString.Invariant($"Observation {test.Name} {Run.Observation} {Run.Positive} {Run.Negative}"),
            .. Run.Result.StoppedBy is { } limit ? [$"Bounded: stopped by {limit}"] : Array.Empty<string>(),
            .. Agrees is null ? []
            : Differences!.Count == 0 ? ["Agrees with the reference"]
            : Differences.Select(difference => $"Differs from the reference: {difference}"),
        ];
        return string.Concat(lines.Select(line => line + "\n")) + "\n";
    }

    /// <summary>The report as JSON.</summary>
    public LitmusRecord Record()
    {
        var test = Run.Program.Test;
        return new LitmusRecord
        {
            File = test.File,
            Name = test.Name,
            Architecture = test.Architecture.ToString(),
            Platform = Run.Platform.Name,
            Parameters = Run.Platform.Settings.Values,
            Condition = test.ConditionText,
            Verdict = Verdict,
            Observation = Run.Observation,
            Positive = Run.Positive,
            Negative = Run.Negative,
            Outcomes = Run.States,
            FullOutcomes = Run.FullStates,
            Exhaustive = Run.Result.Exhaustive,
            States = Run.Result.States,
            Transitions = Run.Result.Transitions,
            Agrees = Agrees,
            Differences = Agrees is null ? null : Differences,
        };
    }
}
