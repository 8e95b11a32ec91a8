using Model.Objects;

namespace Model.Scenarios.XmhfLapic;

/// <summary>A message to the memory.</summary>
/// <param name="Cpu">Who asks; the answer goes there.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Instruction">The operand and the values.</param>
internal readonly record struct MemoryRequest(int Cpu, MemoryRequestKind Kind, Instruction Instruction)
{
    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        MemoryRequestKind.Read => $"please read {Instruction.Operand}",
        MemoryRequestKind.Write => $"please write {Word.FormatValue(Instruction.Value)} to {Instruction.Operand}",
        MemoryRequestKind.CompareExchange => $"please compare-exchange {Instruction.Operand}, {Word.FormatValue(Instruction.Expected)} -> {Word.FormatValue(Instruction.Value)}",
        MemoryRequestKind.ReadLinked => $"please read {Instruction.Operand}, linked",
        MemoryRequestKind.WriteConditional => $"please write {Word.FormatValue(Instruction.Value)} to {Instruction.Operand}, if nobody wrote",
        _ => $"please execute {Instruction}",
    };
}
