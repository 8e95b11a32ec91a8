namespace Checker.Exploration;

/// <summary>When to give up.</summary>
/// <param name="States">States at most.</param>
/// <param name="Time">Time at most; <c>null</c> for no limit.</param>
internal sealed record Limits(long States = long.MaxValue, TimeSpan? Time = null);
