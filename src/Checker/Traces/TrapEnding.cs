using Checker.Exploration;

namespace Checker.Traces;

/// <summary>What becomes of an execution from which a goal is out of reach.</summary>
/// <param name="Endings">What each process does for ever.</param>
/// <param name="Way">The shortest way from there into what they do for ever; empty when it begins at once.</param>
internal sealed record TrapEnding(IReadOnlyList<ProcessEnding> Endings, IReadOnlyList<ScheduleStep> Way);
