using System.Text.Json.Serialization;
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
    /// <summary>
    /// Only of kind <see cref="ViolationKind.Stuck"/>: the steps from there on, where nothing can help any more, up to what goes round for ever or
    /// waits for ever. The story of a lost wakeup may well be in them. <c>null</c> when the steps end there.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TraceStep>? Continuation { get; init; }

    /// <summary>All steps, those of <see cref="Continuation"/> included.</summary>
    [JsonIgnore]
    internal IReadOnlyList<TraceStep> AllSteps => Continuation is null ? Steps : [.. Steps, .. Continuation];

    /// <summary>How often another process goes on than the one that stepped last.</summary>
    public int ContextSwitches => Steps.Skip(1).Zip(Steps, (step, before) => step.Process == before.Process ? 0 : 1).Sum();
}
