using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>One element of MOVS, CMPS, STOS, LODS or SCAS (Intel SDM volume 2, with REP/REPE/REPNE).</summary>
internal static class Strings
{
    public static Accesses Plan(GuestInstruction instruction, in CpuState cpu)
    {
        if (instruction.Repeat != Repeat.None && cpu.Read(Counter(instruction)) == 0)
        {
            return default;
        }

        MemoryAccess source = new(cpu.Read(Source(instruction)), instruction.OperandSize);
        MemoryAccess destination = new(cpu.Read(Destination(instruction)), instruction.OperandSize);
        return instruction.Mnemonic switch
        {
            Mnemonic.Movs => new Accesses(source, destination),
            Mnemonic.Cmps => new Accesses(source, null, destination),
            Mnemonic.Stos => new Accesses(null, destination),
            Mnemonic.Lods => new Accesses(source, null),
            Mnemonic.Scas => new Accesses(destination, null),
            var other => throw new InvalidOperationException($"{other} is no string instruction."),
        };
    }

    public static InstructionEffect Execute(in InstructionExecution execution)
    {
        var instruction = execution.Instruction;
        if (instruction.Repeat == Repeat.None)
        {
            return execution.Next(Element(execution)) with { Stored = Stored(execution) };
        }

        ulong count = execution.Cpu.Read(Counter(instruction));
        if (count == 0)
        {
            return execution.Next();
        }

        var after = Element(execution).Write(Counter(instruction), count - 1);
        bool more =
            count > 1
            && instruction.Repeat switch
            {
                Repeat.WhileEqual => after.Has(CpuFlags.Zero),
                Repeat.WhileNotEqual => !after.Has(CpuFlags.Zero),
                _ => true,
            };
        var effect = more ? execution.Jump(after, instruction.Address) : execution.Next(after);
        return effect with { Stored = Stored(execution) };
    }

    private static RegisterPart Counter(GuestInstruction instruction) =>
        new(GeneralRegister.Rcx, instruction.AddressSize);

    private static RegisterPart Source(GuestInstruction instruction) =>
        new(GeneralRegister.Rsi, instruction.AddressSize);

    private static RegisterPart Destination(GuestInstruction instruction) =>
        new(GeneralRegister.Rdi, instruction.AddressSize);

    private static ulong Stored(in InstructionExecution execution) =>
        execution.Mnemonic switch
        {
            Mnemonic.Movs => Width.Truncate((ulong)execution.Loaded, execution.Size),
            Mnemonic.Stos => execution.Accumulator,
            _ => 0,
        };

    private static CpuState Element(in InstructionExecution execution)
    {
        int size = execution.Size;
        ulong first = Width.Truncate((ulong)execution.Loaded, size);
        ulong second = Width.Truncate((ulong)(execution.Loaded >> 64), size);
        var cpu = execution.Cpu;
        return execution.Mnemonic switch
        {
            Mnemonic.Movs => Step(execution, Step(execution, cpu, Source), Destination),
            Mnemonic.Cmps => Step(execution, Step(execution, Compare(execution, first, second), Source), Destination),
            Mnemonic.Stos => Step(execution, cpu, Destination),
            Mnemonic.Lods => Step(execution, cpu.Write(new RegisterPart(GeneralRegister.Rax, size), first), Source),
            Mnemonic.Scas => Step(execution, Compare(execution, execution.Accumulator, first), Destination),
            _ => throw execution.Unknown(),
        };
    }

    private static CpuState Compare(in InstructionExecution execution, ulong left, ulong right) =>
        execution.Cpu.WithFlags(IntegerArithmetic.Subtract(left, right, false, execution.Size, execution.Flags).Flags);

    private static CpuState Step(
        in InstructionExecution execution,
        in CpuState cpu,
        Func<GuestInstruction, RegisterPart> pointer
    )
    {
        var part = pointer(execution.Instruction);
        ulong size = (ulong)execution.Size;
        return cpu.Write(part, execution.Cpu.Has(CpuFlags.Direction) ? cpu.Read(part) - size : cpu.Read(part) + size);
    }
}
