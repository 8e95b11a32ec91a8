namespace Differential;

/// <summary>What comparing a program has shown.</summary>
/// <param name="Truth">What C# does; <c>null</c> when there are too many schedules to run them all.</param>
/// <param name="Difference">Where the checker says something else, in words; <c>null</c> when it does not.</param>
/// <param name="Mode">How it was run when it did.</param>
internal sealed record Judgement(Behaviour? Truth, string? Difference, EngineMode? Mode = null)
{
    /// <summary>Whether every mode counts the same number of states in both builds.</summary>
    public bool CountsAgree { get; init; }
}
