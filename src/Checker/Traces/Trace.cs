using Checker.Exploration;

namespace Checker.Traces;

/// <summary>An execution told step by step, and the property that fails at its end.</summary>
/// <param name="Kind">How the property fails.</param>
/// <param name="Property">The property; for an assertion the claim.</param>
/// <param name="Processes">The processes in the model's order.</param>
/// <param name="Steps">The steps from the initial state on.</param>
/// <param name="Endings">What each process is doing at the end, in the model's order.</param>
public sealed record Trace(
    ViolationKind Kind,
    string Property,
    IReadOnlyList<string> Processes,
    IReadOnlyList<TraceStep> Steps,
    IReadOnlyList<ProcessEnding> Endings)
{
    /// <summary>How often another process goes on than the one that stepped last.</summary>
    public int ContextSwitches => Steps.Skip(1).Zip(Steps, (step, before) => step.Process == before.Process ? 0 : 1).Sum();
}
