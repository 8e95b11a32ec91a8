namespace Model.Guests;

/// <summary>Works out the memory that an instruction reads and writes.</summary>
internal static class AccessPlan
{
    public static Accesses Of(GuestInstruction instruction, in CpuState cpu, CpuMode mode)
    {
        int size = instruction.OperandSize;
        MemoryAccess? operand = instruction.Memory is { Size: > 0 } memory ? Operand(instruction, memory, cpu) : null;
        return instruction.Mnemonic switch
        {
            Mnemonic.Push or Mnemonic.Pushf => new Accesses(operand, new MemoryAccess(Stack.Below(cpu, mode, size), size)),
            Mnemonic.Call => new Accesses(operand, new MemoryAccess(Stack.Below(cpu, mode, size), size)),
            Mnemonic.Popf or Mnemonic.Ret => new Accesses(new MemoryAccess(cpu[GeneralRegister.Rsp], size), null),
            Mnemonic.Pop => Pop(instruction, cpu, mode),
            Mnemonic.Leave => new Accesses(new MemoryAccess(cpu[GeneralRegister.Rbp], size), null),
            Mnemonic.Movs or Mnemonic.Cmps or Mnemonic.Stos or Mnemonic.Lods or Mnemonic.Scas => Strings.Plan(instruction, cpu),
            Mnemonic.Cmpxchg16b when operand is { Address: ulong address } && (address & 15) != 0 => default,
            _ => new Accesses(
                instruction.Memory is { Loads: true } ? operand : null,
                instruction.Memory is { Stores: true } ? operand : null),
        };
    }

    private static MemoryAccess Operand(GuestInstruction instruction, MemoryOperand memory, in CpuState cpu)
    {
        ulong address = memory.AddressIn(cpu);
        if (instruction.Mnemonic is Mnemonic.Bt or Mnemonic.Bts or Mnemonic.Btr or Mnemonic.Btc
            && instruction.Operands[1] is RegisterOperand offset)
        {
            address = Width.Truncate(address + Bits.Displacement(cpu.Read(offset.Part), memory.Size), memory.AddressSize);
        }

        return new MemoryAccess(address, memory.Size);
    }

    // The address of POP's destination is computed after the stack pointer has moved (Intel SDM volume 2, POP).
    private static Accesses Pop(GuestInstruction instruction, in CpuState cpu, CpuMode mode)
    {
        int size = instruction.OperandSize;
        MemoryAccess top = new(cpu[GeneralRegister.Rsp], size);
        CpuState moved = cpu.With(GeneralRegister.Rsp, Stack.Above(cpu, mode, size));
        return new Accesses(top, instruction.Memory is { } memory ? Operand(instruction, memory, moved) : null);
    }
}
