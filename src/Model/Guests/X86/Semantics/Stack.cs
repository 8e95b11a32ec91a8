using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>PUSH, POP, PUSHF, POPF and LEAVE (Intel SDM volume 2), and where the stack's slots are.</summary>
internal static class Stack
{
    // Bit 1 of RFLAGS is always one; the reserved and system flags that are not kept read as zero.
    private const ulong AlwaysSet = 2;

    /// <summary>Where the stack pointer is after pushing <paramref name="size"/> bytes.</summary>
    public static ulong Below(in CpuState cpu, CpuMode mode, int size) =>
        Width.Truncate(cpu[GeneralRegister.Rsp] - (ulong)size, Width.OfAddress(mode));

    /// <summary>Where the stack pointer is after popping <paramref name="size"/> bytes.</summary>
    public static ulong Above(in CpuState cpu, CpuMode mode, int size) =>
        Width.Truncate(cpu[GeneralRegister.Rsp] + (ulong)size, Width.OfAddress(mode));

    public static InstructionEffect Execute(in InstructionExecution execution) =>
        execution.Mnemonic switch
        {
            Mnemonic.Push => Push(execution, Pushed(execution)),
            Mnemonic.Pushf => Push(execution, (ulong)execution.Flags | AlwaysSet),
            Mnemonic.Pop => execution.Write(Popped(execution), 0, Top(execution)),
            Mnemonic.Popf => execution.Next(Popped(execution).WithFlags(FlagsFrom(execution))),
            Mnemonic.Leave => Leave(execution),
            _ => throw execution.Unknown(),
        };

    private static InstructionEffect Push(in InstructionExecution execution, ulong value)
    {
        var after = execution.Cpu.With(GeneralRegister.Rsp, Below(execution.Cpu, execution.Mode, execution.Size));
        return execution.Next(after) with { Stored = Width.Truncate(value, execution.Size) };
    }

    // A short immediate is sign-extended to the slot.
    private static ulong Pushed(in InstructionExecution execution) =>
        execution.Instruction.Operands[0] is ImmediateOperand immediate
            ? Width.SignExtend(immediate.Value, immediate.Size)
            : execution.Operand(0);

    private static CpuState Popped(in InstructionExecution execution) =>
        execution.Cpu.With(GeneralRegister.Rsp, Above(execution.Cpu, execution.Mode, execution.Size));

    private static ulong Top(in InstructionExecution execution) =>
        Width.Truncate((ulong)execution.Loaded, execution.Size);

    private static CpuFlags FlagsFrom(in InstructionExecution execution)
    {
        var writable = CpuFlags.All & (CpuFlags)Width.Mask(execution.Size);
        return execution.Flags & ~writable | (CpuFlags)Top(execution) & writable;
    }

    private static InstructionEffect Leave(in InstructionExecution execution)
    {
        var atFrame = execution.Cpu.With(GeneralRegister.Rsp, execution.Cpu[GeneralRegister.Rbp]);
        ulong above = Above(atFrame, execution.Mode, execution.Size);
        return execution.Next(atFrame.With(GeneralRegister.Rsp, above).With(GeneralRegister.Rbp, Top(execution)));
    }
}
