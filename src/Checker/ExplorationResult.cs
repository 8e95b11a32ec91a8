using Checker.Automata;
using Checker.Properties;

namespace Checker;

/// <summary>What an exploration has shown.</summary>
public sealed record ExplorationResult
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Whether every reachable state was explored.</summary>
    public required bool Exhaustive { get; init; }

    /// <summary>What stopped the search early, in words; <c>null</c> when it was exhaustive.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>The constraint that all of this is within, as written; <c>null</c> when every state counts.</summary>
    public string? Within { get; init; }

    /// <summary>What grew most, when the search was stopped.</summary>
    internal Growth? Growth { get; init; }

    /// <summary>
    /// What the checker did otherwise than it was asked to, so that there is an answer; <c>null</c> when it did nothing
    /// so.
    /// </summary>
    public string? Note { get; init; }

    /// <summary>Why nothing, or not everything, was tested; empty when everything was.</summary>
    public IReadOnlyList<string> VacuousBecause => [.. Untested.Select(reason => reason.Text)];

    /// <summary>The same, with the property that each reason concerns.</summary>
    internal IReadOnlyList<VacuityReason> Untested { get; init; } = [];

    /// <summary>The first violation of every property that fails, the one with the shortest trace first.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>
    /// The different ways in which executions end, in ordinal order; empty unless
    /// <see cref="ModelExploration.FinalLook"/> is set.
    /// </summary>
    public IReadOnlyList<FinalState> FinalStates { get; init; } = [];

    /// <summary>Different states found.</summary>
    public required long States { get; init; }

    /// <summary>Transitions taken.</summary>
    public required long Transitions { get; init; }

    /// <summary>Length of the longest shortest way to a state.</summary>
    public required int Depth { get; init; }

    /// <summary>Memory of the state store at the end, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>How many times code of a process body was run.</summary>
    public required long LocalRuns { get; init; }

    /// <summary>What is known when something stopped the exploration before the first state was there.</summary>
    internal static ExplorationResult Unstarted(string model, string stoppedBy) =>
        new()
        {
            Model = model,
            Verdict = Verdict.Bounded,
            Exhaustive = false,
            StoppedBy = stoppedBy,
            Violations = [],
            States = 0,
            Transitions = 0,
            Depth = 0,
            Bytes = 0,
            LocalRuns = 0,
            Elapsed = TimeSpan.Zero,
        };

    /// <summary>Time taken; the only field that differs from run to run.</summary>
    public required TimeSpan Elapsed { get; init; }
}
