using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>Works out the memory that an instruction reads and writes.</summary>
internal static class AccessPlan
{
    public static Accesses Of(GuestInstruction instruction, in CpuState cpu, CpuMode mode)
    {
        int size = instruction.OperandSize;
        MemoryAccess? operand = instruction.Memory is { Size: > 0 } memory ? Operand(instruction, memory, cpu) : null;
        return instruction.Mnemonic switch
        {
            Mnemonic.Push or Mnemonic.Pushf => new Accesses(
                operand,
                new MemoryAccess(Stack.Below(cpu, mode, size), size)
            ),
            Mnemonic.Call => new Accesses(operand, new MemoryAccess(Stack.Below(cpu, mode, size), size)),
            Mnemonic.Popf or Mnemonic.Ret => new Accesses(new MemoryAccess(cpu[GeneralRegister.Rsp], size), null),
            Mnemonic.Pop => Pop(instruction, cpu, mode),
            Mnemonic.Leave => new Accesses(new MemoryAccess(cpu[GeneralRegister.Rbp], size), null),
            Mnemonic.Movs or Mnemonic.Cmps or Mnemonic.Stos or Mnemonic.Lods or Mnemonic.Scas => Strings.Plan(
                instruction,
                cpu
            ),
            Mnemonic.Cmpxchg16b when operand is { Address: ulong address } && (address & 15) != 0 => default,
            _ => new Accesses(
                instruction.Memory is { Loads: true } ? operand : null,
                instruction.Memory is { Stores: true } ? operand : null
            ),
        };
    }

    private static MemoryAccess Operand(GuestInstruction instruction, MemoryOperand memory, in CpuState cpu)
    {
        ulong address = memory.AddressIn(cpu);
        if (
            instruction.Mnemonic is Mnemonic.Bt or Mnemonic.Bts or Mnemonic.Btr or Mnemonic.Btc
            && instruction.Operands[1] is RegisterOperand offset
        )
        {
            address = Width.Truncate(
                address + Bits.Displacement(cpu.Read(offset.Part), memory.Size),
                memory.AddressSize
            );
        }

        return new MemoryAccess(address, memory.Size);
    }

    // The address of POP's destination is computed after the stack pointer has moved (Intel SDM volume 2, POP).
    private static Accesses Pop(GuestInstruction instruction, in CpuState cpu, CpuMode mode)
    {
        int size = instruction.OperandSize;
        MemoryAccess top = new(cpu[GeneralRegister.Rsp], size);
        var moved = cpu.With(GeneralRegister.Rsp, Stack.Above(cpu, mode, size));
        return new Accesses(top, instruction.Memory is { } memory ? Operand(instruction, memory, moved) : null);
    }
}

/// <summary>
/// What one execution of an instruction does to memory: at most one load and one store, except that CMPS loads twice.
/// An instruction with a repeat prefix is executed one element at a time.
/// </summary>
/// <param name="Load">What is read, or <c>null</c>.</param>
/// <param name="Store">What is written after that, or <c>null</c>.</param>
/// <param name="SecondLoad">CMPS only: what is read after <paramref name="Load"/>. Its value goes to bits 127:64 of
/// what <see cref="GuestSemantics.Execute"/> takes as loaded.</param>
public readonly record struct Accesses(MemoryAccess? Load, MemoryAccess? Store, MemoryAccess? SecondLoad = null)
{
    /// <summary>Whether the instruction writes the place it read.</summary>
    public bool IsReadModifyWrite => Load is not null && Load == Store;

    /// <summary>Whether the instruction leaves memory alone.</summary>
    public bool None => Load is null && Store is null;
}

/// <summary>
/// A place in memory that an instruction reads or writes; bytes wrap round at the end of the address space.
/// </summary>
/// <param name="Address">Address of the lowest byte.</param>
/// <param name="Size">Bytes: 1, 2, 4, 8 or 16 for an instruction's operand, any number up to 16 for a piece of
/// one.</param>
public readonly record struct MemoryAccess(ulong Address, int Size)
{
    /// <summary>Bytes in a cache line.</summary>
    public const ulong CacheLine = 64;

    /// <summary>All ones in the access's bytes.</summary>
    public UInt128 Mask => Size == 16 ? UInt128.MaxValue : (UInt128.One << (Size * 8)) - 1;

    /// <summary>Whether the access lies in more than one unit.</summary>
    /// <param name="unit">Bytes in a unit: a power of two, at least 16.</param>
    public bool Crosses(ulong unit) => Address / unit != (Address + (ulong)Size - 1) / unit;

    /// <summary>The parts of the access before and after the first border between units.</summary>
    /// <param name="unit">Bytes in a unit: a power of two, at least 16.</param>
    public (MemoryAccess Low, MemoryAccess? High) SplitAt(ulong unit)
    {
        int room = (int)(unit - (Address % unit));
        return Size <= room
            ? (this, null)
            : (this with { Size = room }, new MemoryAccess(Address + (ulong)room, Size - room));
    }
}

/// <summary>What IN or OUT does at an I/O port.</summary>
/// <param name="Port">The port's number.</param>
/// <param name="Size">Bytes: 1, 2 or 4.</param>
/// <param name="Value">What OUT writes; 0 for IN.</param>
public readonly record struct PortAccess(ushort Port, int Size, uint Value);
