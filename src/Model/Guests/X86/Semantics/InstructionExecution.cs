using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>One instruction being executed: reads its operands, and builds the effect from what was computed.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Cpu">The CPU before it, RIP at the instruction.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Loaded">The value at the planned load.</param>
internal readonly record struct InstructionExecution(
    GuestInstruction Instruction,
    CpuState Cpu,
    CpuMode Mode,
    UInt128 Loaded
)
{
    public Mnemonic Mnemonic => Instruction.Mnemonic;

    public int Size => Instruction.OperandSize;

    public CpuFlags Flags => Cpu.Flags;

    public bool Carry => Cpu.Has(CpuFlags.Carry);

    /// <summary>Bytes of the stack pointer and of RIP.</summary>
    public int Word => Width.OfAddress(Mode);

    /// <summary>The value of an explicit operand of up to 8 bytes, zero-extended.</summary>
    public ulong Operand(int index) =>
        Instruction.Operands[index] switch
        {
            RegisterOperand register => Cpu.Read(register.Part),
            ImmediateOperand immediate => immediate.Value,
            Operand memory => Width.Truncate((ulong)Loaded, memory.Size),
        };

    /// <summary>RAX, EAX, AX or AL.</summary>
    public ulong Accumulator => Part(GeneralRegister.Rax);

    /// <summary>The part of a register that has the operands' size.</summary>
    public ulong Part(GeneralRegister register) => Cpu.Read(new RegisterPart(register, Size));

    /// <summary>The effect of changing nothing but RIP, which goes to the next instruction.</summary>
    public InstructionEffect Next() => Next(Cpu);

    /// <summary>The effect of changing the CPU; RIP goes to the next instruction.</summary>
    public InstructionEffect Next(in CpuState after) =>
        new(after.WithRip(Instruction.Next), 0, InstructionOutcome.Continue);

    /// <summary>The effect of changing flags only.</summary>
    public InstructionEffect Next(CpuFlags flags) => Next(Cpu.WithFlags(flags));

    /// <summary>The effect of writing the first operand.</summary>
    public InstructionEffect Write(ulong value) => Write(Cpu, 0, value);

    /// <summary>The effect of writing the first operand and the flags.</summary>
    public InstructionEffect Write(Computed computed) => Write(Cpu.WithFlags(computed.Flags), 0, computed.Value);

    /// <summary>The effect of writing an operand, on top of what else has changed.</summary>
    public InstructionEffect Write(in CpuState after, int index, ulong value) =>
        Instruction.Operands[index] is RegisterOperand register
            ? Next(after.Write(register.Part, value))
            : Next(after) with
            {
                Stored = Width.Truncate(value, Instruction.Operands[index].Size),
            };

    /// <summary>The effect of a transfer of control.</summary>
    public InstructionEffect Jump(in CpuState after, ulong target) =>
        new(after.WithRip(Width.Truncate(target, Word)), 0, InstructionOutcome.Continue);

    /// <summary>The effect of a fault: nothing changes.</summary>
    public InstructionEffect Fault(InstructionOutcome outcome) => new(Cpu, 0, outcome);

    /// <summary>What a family throws for a mnemonic that is not one of its own.</summary>
    public InvalidOperationException Unknown() => new($"{Mnemonic} is decoded but has no semantics here.");
}

/// <summary>How an instruction ends.</summary>
public enum InstructionOutcome
{
    /// <summary>The next instruction is at the new RIP.</summary>
    Continue,

    /// <summary>HLT: the CPU waits for an interrupt; RIP is after the instruction.</summary>
    Halt,

    /// <summary>
    /// #UD, by UD2 or an encoding that the processor does not accept: nothing has changed, RIP is at the instruction.
    /// </summary>
    InvalidOpcode,

    /// <summary>#DE, division by zero or quotient too large: nothing has changed, RIP is at the instruction.</summary>
    DivideError,

    /// <summary>#BP, by INT3: a trap, RIP is after the instruction.</summary>
    Breakpoint,

    /// <summary>#GP, a misaligned CMPXCHG16B: nothing has changed, RIP is at the instruction.</summary>
    GeneralProtection,

    /// <summary>
    /// OUT: <see cref="InstructionEffect.Port"/> says what is written where; RIP is after the instruction.
    /// </summary>
    PortWrite,

    /// <summary>IN: <see cref="InstructionEffect.Port"/> says from where; RIP is after the instruction, and
    /// <see cref="GuestSemantics.CompletePortRead"/> puts the value into the accumulator.</summary>
    PortRead,
}

/// <summary>A result and all flags after the operation that computed it.</summary>
internal readonly record struct Computed(ulong Value, CpuFlags Flags);

/// <summary>
/// What an execution of an instruction would do. Nothing is committed: a platform may take all of
/// <paramref name="After"/>, or, as an emulator that gives up half-way does, only its flags, its registers or its RIP
/// (<see cref="CpuState.WithFlagsOf"/>, <see cref="CpuState.WithRegistersOf"/>, <see cref="CpuState.WithRip"/>).
/// </summary>
/// <param name="After">The CPU after the instruction, with RIP advanced or branched; as before it when it
/// faults.</param>
/// <param name="Stored">The value for the store of the instruction's <see cref="Accesses"/>; without meaning when there
/// is none.</param>
/// <param name="Outcome">How the instruction ends.</param>
/// <param name="Port">What IN or OUT does; without meaning for other outcomes.</param>
public readonly record struct InstructionEffect(
    CpuState After,
    UInt128 Stored,
    InstructionOutcome Outcome,
    PortAccess Port = default
);
