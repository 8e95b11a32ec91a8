using Checker.Exploration;
using Checker.Traces;

namespace Checker.Coyote.Executions;

/// <summary>A property that one schedule broke, or may have broken.</summary>
/// <param name="Kind">How.</param>
/// <param name="Property">The property; for an assertion the claim.</param>
/// <param name="Steps">The steps of the schedule.</param>
/// <param name="Endings">What each process does after them.</param>
/// <param name="Certainty">How sure it is.</param>
internal sealed record Finding(
    ViolationKind Kind,
    string Property,
    IReadOnlyList<TakenStep> Steps,
    IReadOnlyList<ProcessEnding> Endings,
    Certainty Certainty
)
{
    /// <summary>Number of the schedule, counted from 1.</summary>
    public int Schedule { get; init; }
}
