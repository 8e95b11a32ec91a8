using System.Buffers.Binary;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>
/// Instructions that move, extend or rearrange a value and leave every flag alone (Intel SDM volume 2: MOV, MOVZX,
/// MOVSX, LEA, XCHG, CMOVcc, SETcc, BSWAP, CBW, CWD).
/// </summary>
internal static class Moves
{
    public static InstructionEffect Execute(in InstructionExecution execution) =>
        execution.Mnemonic switch
        {
            Mnemonic.Mov or Mnemonic.Movzx => execution.Write(execution.Operand(1)),
            Mnemonic.Movsx => execution.Write(
                Width.SignExtend(execution.Operand(1), execution.Instruction.Operands[1].Size)
            ),
            Mnemonic.Lea => execution.Write(execution.Instruction.Memory!.AddressIn(execution.Cpu)),
            Mnemonic.Xchg => Exchange(execution),
            Mnemonic.Cmovcc => execution.Write(execution.Operand(Holds(execution) ? 1 : 0)),
            Mnemonic.Setcc => execution.Write(Holds(execution) ? 1ul : 0),
            Mnemonic.Bswap => ReverseBytes(execution),
            Mnemonic.Cbw => Extend(execution, from: 1, to: 2),
            Mnemonic.Cwde => Extend(execution, from: 2, to: 4),
            Mnemonic.Cdqe => Extend(execution, from: 4, to: 8),
            Mnemonic.Cwd => SpreadSign(execution, 2),
            Mnemonic.Cdq => SpreadSign(execution, 4),
            Mnemonic.Cqo => SpreadSign(execution, 8),
            _ => throw execution.Unknown(),
        };

    private static bool Holds(in InstructionExecution execution) =>
        execution.Flags.Satisfies(execution.Instruction.Condition);

    // At most one operand is in memory. Should both name parts of one register, the first operand is written last.
    private static InstructionEffect Exchange(in InstructionExecution execution)
    {
        var second = execution.Write(execution.Cpu, 1, execution.Operand(0));
        var first = execution.Write(second.After, 0, execution.Operand(1));
        return execution.Instruction.Operands[1] is MemoryOperand ? first with { Stored = second.Stored } : first;
    }

    // BSWAP of a 16-bit register is undefined: nothing changes.
    private static InstructionEffect ReverseBytes(in InstructionExecution execution) =>
        execution.Size switch
        {
            8 => execution.Write(BinaryPrimitives.ReverseEndianness(execution.Operand(0))),
            4 => execution.Write(BinaryPrimitives.ReverseEndianness((uint)execution.Operand(0))),
            _ => execution.Next(),
        };

    private static InstructionEffect Extend(in InstructionExecution execution, int from, int to)
    {
        ulong value = Width.SignExtend(execution.Cpu.Read(new RegisterPart(GeneralRegister.Rax, from)), from);
        return execution.Next(execution.Cpu.Write(new RegisterPart(GeneralRegister.Rax, to), value));
    }

    private static InstructionEffect SpreadSign(in InstructionExecution execution, int size)
    {
        bool negative = Width.Negative(execution.Cpu[GeneralRegister.Rax], size);
        return execution.Next(
            execution.Cpu.Write(new RegisterPart(GeneralRegister.Rdx, size), negative ? ulong.MaxValue : 0)
        );
    }
}
