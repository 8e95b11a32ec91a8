using System.Collections.Immutable;
using Model.Guests.X86.Processor;
using Model.Steps;

namespace Model.Guests.X86.Decoding;

/// <summary>
/// One decoded instruction of a guest: immutable, and the same object each time its decoder is asked for the same
/// address. Equal to another when both have the same bytes at the same address under the same mode.
/// </summary>
[Value]
public sealed class GuestInstruction : IEquatable<GuestInstruction>
{
    /// <summary>Address of the first byte.</summary>
    public required ulong Address { get; init; }

    /// <summary>Mode under which the bytes were decoded.</summary>
    public required CpuMode Mode { get; init; }

    /// <summary>The encoding, 1 to 15 bytes.</summary>
    public required ImmutableArray<byte> Bytes { get; init; }

    /// <summary>What the instruction does.</summary>
    public required Mnemonic Mnemonic { get; init; }

    /// <summary>The condition of Jcc, SETcc and CMOVcc; without meaning elsewhere.</summary>
    public Condition Condition { get; init; }

    /// <summary>The repeat prefix of a string instruction.</summary>
    public Repeat Repeat { get; init; }

    /// <summary>The explicit operands, destination first; string instructions have none.</summary>
    public required ImmutableArray<Operand> Operands { get; init; }

    /// <summary>
    /// Bytes in the operands: of the first operand, of a stack slot (PUSH, POP, CALL, RET, LEAVE), or of a string
    /// element.
    /// </summary>
    public required int OperandSize { get; init; }

    /// <summary>
    /// Bytes in an address (2, 4 or 8): which of CX, ECX, RCX counts, and which of SI, ESI, RSI is followed.
    /// </summary>
    public required int AddressSize { get; init; }

    /// <summary>
    /// Whether the access is one indivisible read-modify-write: an explicit LOCK, or XCHG with memory.
    /// </summary>
    public required bool Locked { get; init; }

    /// <summary>
    /// Disassembly in Intel syntax, with the image's symbols for absolute addresses and branch targets.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Whole registers whose value before the instruction may matter to what it does.</summary>
    public required RegisterSet RegistersRead { get; init; }

    /// <summary>Whole registers that the instruction may change.</summary>
    public required RegisterSet RegistersWritten { get; init; }

    /// <summary>
    /// Whole registers that always get a value independent of what they held: neither partial nor conditional writes.
    /// </summary>
    public required RegisterSet RegistersReplaced { get; init; }

    /// <summary>Flags whose value before the instruction may matter to what it does.</summary>
    public required CpuFlags FlagsRead { get; init; }

    /// <summary>
    /// Flags that the instruction may change, counting those that are undefined for some of its operands.
    /// </summary>
    public required CpuFlags FlagsWritten { get; init; }

    /// <summary>
    /// Flags that always get a value independent of what they held; a shift by a count that may be zero replaces none.
    /// </summary>
    public required CpuFlags FlagsReplaced { get; init; }

    /// <summary>
    /// Flags that the manual leaves undefined for some or all operands; where they are, the model leaves them
    /// unchanged.
    /// </summary>
    public required CpuFlags FlagsUndefined { get; init; }

    /// <summary>Bytes in the encoding.</summary>
    public int Length => Bytes.Length;

    /// <summary>Address of the instruction after this one.</summary>
    public ulong Next => Width.Truncate(Address + (ulong)Length, Width.OfAddress(Mode));

    /// <summary>The one explicit operand in memory, or <c>null</c>.</summary>
    public MemoryOperand? Memory
    {
        get
        {
            foreach (var operand in Operands)
            {
                if (operand is MemoryOperand memory)
                {
                    return memory;
                }
            }

            return null;
        }
    }

    /// <summary>
    /// The register that points to the stack that the instruction accesses; <c>null</c> when it accesses none.
    /// </summary>
    public GeneralRegister? StackPointer =>
        Mnemonic switch
        {
            Mnemonic.Push or Mnemonic.Pushf or Mnemonic.Pop or Mnemonic.Popf or Mnemonic.Call or Mnemonic.Ret =>
                GeneralRegister.Rsp,
            Mnemonic.Leave => GeneralRegister.Rbp,
            _ => Memory is { Size: > 0, Base: GeneralRegister.Rsp } ? GeneralRegister.Rsp : null,
        };

    /// <summary>The target of a direct jump, call or loop; <c>null</c> for everything else.</summary>
    public ulong? Target =>
        Mnemonic
            is Mnemonic.Jmp
                or Mnemonic.Call
                or Mnemonic.Jcc
                or Mnemonic.Jcxz
                or Mnemonic.Loop
                or Mnemonic.Loope
                or Mnemonic.Loopne
        && Operands[0] is ImmediateOperand immediate
            ? immediate.Value
            : null;

    /// <inheritdoc/>
    public bool Equals(GuestInstruction? other) =>
        ReferenceEquals(this, other)
        || (
            other is not null
            && Address == other.Address
            && Mode == other.Mode
            && Bytes.AsSpan().SequenceEqual(other.Bytes.AsSpan())
        );

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GuestInstruction);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Address ^ (int)(Address >> 32);

    /// <summary>The disassembly.</summary>
    public override string ToString() => Text;
}

/// <summary>The repeat prefix of a string instruction (Intel SDM volume 2, REP/REPE/REPZ/REPNE/REPNZ).</summary>
public enum Repeat : byte
{
    /// <summary>No prefix: one element.</summary>
    None,

    /// <summary>REP: until the counter is zero.</summary>
    WhileCounting,

    /// <summary>REPE: until the counter is zero or an element differs.</summary>
    WhileEqual,

    /// <summary>REPNE: until the counter is zero or an element is equal.</summary>
    WhileNotEqual,
}
