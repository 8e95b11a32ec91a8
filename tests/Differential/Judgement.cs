namespace Differential;

/// <summary>What comparing a program has shown.</summary>
/// <param name="Truth">What C# does; <c>null</c> when there are too many schedules to run them all.</param>
/// <param name="Difference">Where the checker says something else, in words; <c>null</c> when it does not.</param>
/// <param name="Trial">How it was run when it did.</param>
internal sealed record Judgement(Behaviour? Truth, string? Difference, Trial? Trial = null)
{
    /// <summary>States that the checker tells apart in each build that was tried.</summary>
    public IReadOnlyDictionary<Build, long> States { get; init; } = new Dictionary<Build, long>();
}
