using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>Transfers of control (Intel SDM volume 2: CALL, RET, JMP, Jcc, LOOP).</summary>
internal static class Branches
{
    public static InstructionEffect Execute(in InstructionExecution execution) =>
        execution.Mnemonic switch
        {
            Mnemonic.Call => Call(execution),
            Mnemonic.Ret => Return(execution),
            Mnemonic.Jmp => execution.Jump(execution.Cpu, execution.Operand(0)),
            Mnemonic.Jcc => JumpIf(
                execution,
                execution.Cpu,
                execution.Flags.Satisfies(execution.Instruction.Condition)
            ),
            Mnemonic.Jcxz => JumpIf(execution, execution.Cpu, execution.Cpu.Read(Counter(execution)) == 0),
            Mnemonic.Loop or Mnemonic.Loope or Mnemonic.Loopne => Loop(execution),
            _ => throw execution.Unknown(),
        };

    private static RegisterPart Counter(in InstructionExecution execution) =>
        new(GeneralRegister.Rcx, execution.Instruction.AddressSize);

    private static InstructionEffect Call(in InstructionExecution execution)
    {
        var after = execution.Cpu.With(GeneralRegister.Rsp, Stack.Below(execution.Cpu, execution.Mode, execution.Size));
        return execution.Jump(after, execution.Operand(0)) with { Stored = execution.Instruction.Next };
    }

    private static InstructionEffect Return(in InstructionExecution execution)
    {
        ulong released = execution.Instruction.Operands is [ImmediateOperand bytes] ? bytes.Value : 0;
        ulong above = Stack.Above(execution.Cpu, execution.Mode, execution.Size + (int)released);
        return execution.Jump(execution.Cpu.With(GeneralRegister.Rsp, above), (ulong)execution.Loaded);
    }

    private static InstructionEffect Loop(in InstructionExecution execution)
    {
        ulong left = Width.Truncate(execution.Cpu.Read(Counter(execution)) - 1, execution.Instruction.AddressSize);
        bool goes =
            left != 0
            && execution.Mnemonic switch
            {
                Mnemonic.Loope => execution.Cpu.Has(CpuFlags.Zero),
                Mnemonic.Loopne => !execution.Cpu.Has(CpuFlags.Zero),
                _ => true,
            };
        return JumpIf(execution, execution.Cpu.Write(Counter(execution), left), goes);
    }

    private static InstructionEffect JumpIf(in InstructionExecution execution, in CpuState after, bool taken) =>
        taken ? execution.Jump(after, execution.Operand(0)) : execution.Next(after);
}
