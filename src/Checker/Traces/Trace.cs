using System.Text.Json.Serialization;
using Checker.Exploration;
using Model.Steps;

namespace Checker.Traces;

/// <summary>An execution told step by step, and the property that fails at its end.</summary>
/// <param name="Kind">
/// How the property fails; <c>null</c> when the trace only shows that a state can be reached.
/// </param>
/// <param name="Property">The property; for an assertion the claim; empty when nothing fails.</param>
/// <param name="Processes">The processes in the model's order.</param>
/// <param name="Steps">The steps from the initial state on.</param>
/// <param name="Endings">What each process is doing at the end, in the model's order.</param>
public sealed record Trace(
    [property: JsonConverter(typeof(ViolationKindConverter))] ViolationKind? Kind,
    string Property,
    IReadOnlyList<string> Processes,
    IReadOnlyList<TraceStep> Steps,
    IReadOnlyList<ProcessEnding> Endings
)
{
    /// <summary>
    /// Only of kind <see cref="ViolationKind.Stuck"/>: the steps from there on, where nothing can help any more, up to
    /// what goes round for ever or waits for ever. The story of a lost wakeup may well be in them. <c>null</c> when the
    /// steps end there.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TraceStep>? Continuation { get; init; }

    /// <summary>All steps, those of <see cref="Continuation"/> included.</summary>
    [JsonIgnore]
    internal IReadOnlyList<TraceStep> AllSteps => Continuation is null ? Steps : [.. Steps, .. Continuation];

    /// <summary>How often another process goes on than the one that stepped last.</summary>
    public int ContextSwitches =>
        Steps.Skip(1).Zip(Steps, (step, before) => step.Process == before.Process ? 0 : 1).Sum();
}

/// <summary>One scheduled operation of a trace.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Process">Who stepped.</param>
/// <param name="Outcome">Which of the operation's outcomes, counted from 0.</param>
/// <param name="Kind">The operation's kind, e.g. <c>load</c>.</param>
/// <param name="Objects">The objects of its footprint; of a guest's memory the places accessed.</param>
/// <param name="Operand">Its operands, or empty.</param>
/// <param name="Response">What the process was answered, or empty.</param>
public sealed record TraceStep(
    int Number,
    string Process,
    int Outcome,
    string Kind,
    IReadOnlyList<string> Objects,
    string Operand,
    string Response
)
{
    /// <summary>The routine that the operation stands for, or empty.</summary>
    public string Routine { get; init; } = "";

    /// <summary>The guest address of the instruction, or <c>null</c>.</summary>
    public ulong? Address { get; init; }

    /// <summary>The instruction's disassembly or another remark, or empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>The objects, and the places of memory, that changed.</summary>
    public IReadOnlyList<TraceChange> Changes { get; init; } = [];

    /// <summary>
    /// What the process did by itself afterwards, up to its next operation: e.g. register-only instructions.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A shared object, or a place in memory, that a step changed.</summary>
/// <param name="Target">Its name; a place in memory as the guest accesses it.</param>
/// <param name="Before">Its state before the step.</param>
/// <param name="After">Its state after the step.</param>
public sealed record TraceChange(string Target, string Before, string After)
{
    /// <summary>The changes of a step.</summary>
    internal static IReadOnlyList<TraceChange> Of(IEnumerable<ShownChange> changes) =>
        [.. changes.Select(change => new TraceChange(change.Name, change.Before, change.After))];
}

/// <summary>How a process stands where a trace ends.</summary>
public enum ProcessActivity
{
    /// <summary>Its body has run to its end.</summary>
    Finished,

    /// <summary>A claim in its body is false, or its body has thrown.</summary>
    Failed,

    /// <summary>Its next operation cannot be taken.</summary>
    Blocked,

    /// <summary>Its next operation can be taken.</summary>
    Ready,

    /// <summary>It goes round and round in a trap.</summary>
    Looping,
}

/// <summary>What a process is doing where a trace ends.</summary>
/// <param name="Process">The process.</param>
/// <param name="Activity">How it stands.</param>
/// <param name="Details">The operation it is about to take, the claim that failed, or, in a trap, the operations it
/// goes round in for ever.</param>
public sealed record ProcessEnding(string Process, ProcessActivity Activity, IReadOnlyList<string> Details);

/// <summary>What becomes of an execution from which a goal is out of reach.</summary>
/// <param name="Endings">What each process does for ever.</param>
/// <param name="Way">The shortest way from there into what they do for ever; empty when it begins at once.</param>
internal sealed record TrapEnding(IReadOnlyList<ProcessEnding> Endings, IReadOnlyList<ScheduleStep> Way);
