using System.Collections.Immutable;

namespace Model.Guests;

/// <summary>One instruction to assemble.</summary>
/// <param name="Labels">The names of its address.</param>
/// <param name="Mnemonic">In lower case, without operand size.</param>
/// <param name="Operands">Destination first. A <see cref="MemoryOperand"/> of size 0 takes its size from the other operands.</param>
/// <param name="Size">Bytes of the operands, or 0 when the operands tell.</param>
/// <param name="Locked">Whether it has a LOCK prefix.</param>
internal sealed record AssemblyLine(ImmutableArray<string> Labels, string Mnemonic, ImmutableArray<Operand> Operands, int Size, bool Locked);
