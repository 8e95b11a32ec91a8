using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>
/// CMPXCHG, CMPXCHG8B, CMPXCHG16B and XADD. A comparison that fails writes the old value back, because the destination
/// gets a write cycle in either case (Intel SDM volume 2, CMPXCHG).
/// </summary>
internal static class Exchanges
{
    public static InstructionEffect Execute(in InstructionExecution execution) =>
        execution.Mnemonic switch
        {
            Mnemonic.Cmpxchg => CompareExchange(execution),
            Mnemonic.Cmpxchg8b => CompareExchangePair(execution, 4),
            Mnemonic.Cmpxchg16b => Misaligned(execution)
                ? execution.Fault(InstructionOutcome.GeneralProtection)
                : CompareExchangePair(execution, 8),
            Mnemonic.Xadd => ExchangeAdd(execution),
            _ => throw execution.Unknown(),
        };

    private static bool Misaligned(in InstructionExecution execution) =>
        (execution.Instruction.Memory!.AddressIn(execution.Cpu) & 15) != 0;

    // What the manual leaves open is as processors have it: failure leaves a register destination alone, upper half
    // included, and success leaves the accumulator alone.
    private static InstructionEffect CompareExchange(in InstructionExecution execution)
    {
        ulong destination = execution.Operand(0);
        var compared = IntegerArithmetic.Subtract(
            execution.Accumulator,
            destination,
            false,
            execution.Size,
            execution.Flags
        );
        var after = execution.Cpu.WithFlags(compared.Flags);
        return compared.Value == 0
            ? execution.Write(after, 0, execution.Operand(1))
            : execution.Next(after.Write(new RegisterPart(GeneralRegister.Rax, execution.Size), destination)) with
            {
                Stored = destination,
            };
    }

    private static InstructionEffect CompareExchangePair(in InstructionExecution execution, int half)
    {
        var expected = Pair(execution.Cpu, GeneralRegister.Rdx, GeneralRegister.Rax, half);
        var loaded = half == 8 ? execution.Loaded : (ulong)execution.Loaded;
        bool equal = loaded == expected;
        var after = execution.Cpu.WithFlags(execution.Flags.Put(CpuFlags.Zero, equal));
        if (equal)
        {
            return execution.Next(after) with
            {
                Stored = Pair(execution.Cpu, GeneralRegister.Rcx, GeneralRegister.Rbx, half),
            };
        }

        after = after
            .Write(new RegisterPart(GeneralRegister.Rax, half), (ulong)loaded)
            .Write(new RegisterPart(GeneralRegister.Rdx, half), (ulong)(loaded >> Width.Bits(half)));
        return execution.Next(after) with { Stored = loaded };
    }

    private static UInt128 Pair(in CpuState cpu, GeneralRegister high, GeneralRegister low, int half) =>
        (UInt128)cpu.Read(new RegisterPart(high, half)) << Width.Bits(half) | cpu.Read(new RegisterPart(low, half));

    // The source gets the old value first, so that the sum wins when both operands are one register.
    private static InstructionEffect ExchangeAdd(in InstructionExecution execution)
    {
        ulong old = execution.Operand(0);
        var sum = IntegerArithmetic.Add(old, execution.Operand(1), false, execution.Size, execution.Flags);
        var after = execution.Write(execution.Cpu.WithFlags(sum.Flags), 1, old).After;
        return execution.Write(after, 0, sum.Value);
    }
}
