namespace Checker.Traces;

/// <summary>All that can be seen in one state of an execution.</summary>
/// <param name="Values">The state of each object, in the order of <see cref="Execution.Objects"/>.</param>
/// <param name="Processes">What each process is about to do, in the model's order.</param>
internal sealed record ExecutionState(IReadOnlyList<object> Values, IReadOnlyList<ProcessEnding> Processes);
