namespace Model.Guests;

/// <summary>One instruction being executed: reads its operands, and builds the effect from what was computed.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Cpu">The CPU before it, RIP at the instruction.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Loaded">The value at the planned load.</param>
internal readonly record struct Execution(GuestInstruction Instruction, CpuState Cpu, CpuMode Mode, UInt128 Loaded)
{
    public Mnemonic Mnemonic => Instruction.Mnemonic;

    public int Size => Instruction.OperandSize;

    public CpuFlags Flags => Cpu.Flags;

    public bool Carry => Cpu.Has(CpuFlags.Carry);

    /// <summary>Bytes of the stack pointer and of RIP.</summary>
    public int Word => Width.OfAddress(Mode);

    /// <summary>The value of an explicit operand of up to 8 bytes, zero-extended.</summary>
    public ulong Operand(int index) => Instruction.Operands[index] switch
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
    public Effect Next() => Next(Cpu);

    /// <summary>The effect of changing the CPU; RIP goes to the next instruction.</summary>
    public Effect Next(in CpuState after) => new(after.WithRip(Instruction.Next), 0, Outcome.Continue);

    /// <summary>The effect of changing flags only.</summary>
    public Effect Next(CpuFlags flags) => Next(Cpu.WithFlags(flags));

    /// <summary>The effect of writing the first operand.</summary>
    public Effect Write(ulong value) => Write(Cpu, 0, value);

    /// <summary>The effect of writing the first operand and the flags.</summary>
    public Effect Write(Computed computed) => Write(Cpu.WithFlags(computed.Flags), 0, computed.Value);

    /// <summary>The effect of writing an operand, on top of what else has changed.</summary>
    public Effect Write(in CpuState after, int index, ulong value) => Instruction.Operands[index] is RegisterOperand register
        ? Next(after.Write(register.Part, value))
        : Next(after) with { Stored = Width.Truncate(value, Instruction.Operands[index].Size) };

    /// <summary>The effect of a transfer of control.</summary>
    public Effect Jump(in CpuState after, ulong target) => new(after.WithRip(Width.Truncate(target, Word)), 0, Outcome.Continue);

    /// <summary>The effect of a fault: nothing changes.</summary>
    public Effect Fault(Outcome outcome) => new(Cpu, 0, outcome);
}
