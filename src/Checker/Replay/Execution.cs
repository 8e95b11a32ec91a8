using Checker.Traces;
using Model.Steps;

namespace Checker.Replay;

/// <summary>A trace with the states that it passes through.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="Objects">The shared objects, in the order in which the model first touches them; one with named parts
/// by its parts.</param>
/// <param name="States">The states: one before each step of the trace, and the last one.</param>
internal sealed record Execution(Trace Trace, IReadOnlyList<StatePart> Objects, IReadOnlyList<ExecutionState> States)
{
    /// <summary>
    /// What happens for ever after the last state: empty, or steps that lead round. Each process that can step takes
    /// part.
    /// </summary>
    public IReadOnlyList<TraceStep> Round { get; init; } = [];

    /// <summary>
    /// The states after the steps of <see cref="Round"/>, but for its last, which leads back to
    /// <see cref="RoundStart"/>.
    /// </summary>
    public IReadOnlyList<ExecutionState> RoundStates { get; init; } = [];

    /// <summary>
    /// Number of the state that the last step of <see cref="Round"/> leads back to; those of the round are counted on
    /// after <see cref="States"/>.
    /// </summary>
    public int RoundStart { get; init; }

    /// <summary>A state of an object as traces show it.</summary>
    /// <param name="state">A state of this execution.</param>
    /// <param name="target">Number of the object.</param>
    public string Shown(ExecutionState state, int target) => Objects[target].Format(state.Values[target]);
}

/// <summary>All that can be seen in one state of an execution.</summary>
/// <param name="Values">The state of each object, in the order of <see cref="Execution.Objects"/>.</param>
/// <param name="Processes">What each process is about to do, in the model's order.</param>
internal sealed record ExecutionState(IReadOnlyList<object> Values, IReadOnlyList<ProcessEnding> Processes);
