namespace Checker.Traces;

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
    string Response)
{
    /// <summary>The routine that the operation stands for, or empty.</summary>
    public string Routine { get; init; } = "";

    /// <summary>The guest address of the instruction, or <c>null</c>.</summary>
    public ulong? Address { get; init; }

    /// <summary>The instruction's disassembly or another remark, or empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>The objects, and the places of memory, that changed.</summary>
    public IReadOnlyList<TraceChange> Changes { get; init; } = [];

    /// <summary>What the process did by itself afterwards, up to its next operation: e.g. register-only instructions.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
