namespace Checker.Litmus;

/// <summary>The final states of a test.</summary>
/// <param name="States">The states, as <c>0:rax=1; [x]=2;</c>.</param>
/// <param name="Observation">Always, Sometimes or Never; may be missing.</param>
internal sealed record LitmusReferenceOutcome(IReadOnlyList<string> States, string? Observation);
