using Model.Objects;

namespace Model.Scenarios.XmhfLapic;

/// <summary>An instruction with one memory operand.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Operand">Where.</param>
/// <param name="Value">What it stores.</param>
/// <param name="Expected">What a compare-exchange compares with.</param>
public readonly record struct Instruction(InstructionKind Kind, Operand Operand, ulong Value = 0, ulong Expected = 0)
{
    /// <summary>How it addresses memory through a segment.</summary>
    public SegmentAccess Segment { get; init; } = SegmentAccess.Inside;

    /// <summary>Whether its segment allows it.</summary>
    public bool IsLegal => Segment.IsLegal(Kind != InstructionKind.Load);

    /// <summary>Whether it changes memory that holds <paramref name="seen"/>.</summary>
    public bool Writes(ulong seen) =>
        Kind switch
        {
            InstructionKind.Load => false,
            InstructionKind.CompareExchange => seen == Expected,
            _ => true,
        };

    /// <inheritdoc/>
    public override string ToString() =>
        Kind switch
        {
            InstructionKind.Load => $"mov from {Operand}",
            InstructionKind.Store => $"mov {Word.FormatValue(Value)} to {Operand}",
            InstructionKind.Exchange => $"xchg {Operand} with {Word.FormatValue(Value)}",
            _ => $"lock cmpxchg8b {Operand}, {Word.FormatValue(Expected)} -> {Word.FormatValue(Value)}",
        };
}

/// <summary>The instructions that the tests are made of.</summary>
public enum InstructionKind
{
    /// <summary>MOV register, memory.</summary>
    Load,

    /// <summary>MOV memory, register.</summary>
    Store,

    /// <summary>XCHG memory, register: locked with or without the prefix.</summary>
    Exchange,

    /// <summary>LOCK CMPXCHG8B.</summary>
    CompareExchange,
}
