using System.Numerics;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>
/// Single bits, and counting bits (Intel SDM volume 2: BT, BTS, BTR, BTC, BSF, BSR, TZCNT, LZCNT, POPCNT).
/// </summary>
internal static class Bits
{
    /// <summary>
    /// How far from the operand's address the word lies that holds the bit at a signed offset taken from a register.
    /// </summary>
    public static ulong Displacement(ulong offset, int size)
    {
        long signed = (long)Width.SignExtend(offset, size);
        int bits = Width.Bits(size);
        long word = (signed - (signed & bits - 1)) / bits;
        return (ulong)(word * size);
    }

    public static InstructionEffect Execute(in InstructionExecution execution) =>
        execution.Mnemonic switch
        {
            Mnemonic.Bt or Mnemonic.Bts or Mnemonic.Btr or Mnemonic.Btc => Test(execution),
            Mnemonic.Bsf or Mnemonic.Bsr => Scan(execution),
            Mnemonic.Popcnt => CountOnes(execution),
            Mnemonic.Tzcnt or Mnemonic.Lzcnt => CountZeros(execution),
            _ => throw execution.Unknown(),
        };

    private static InstructionEffect Test(in InstructionExecution execution)
    {
        ulong value = execution.Operand(0);
        ulong bit = 1ul << (int)(execution.Operand(1) & (ulong)(Width.Bits(execution.Size) - 1));
        var flags = execution.Flags.Put(CpuFlags.Carry, (value & bit) != 0);
        return execution.Mnemonic switch
        {
            Mnemonic.Bts => execution.Write(new Computed(value | bit, flags)),
            Mnemonic.Btr => execution.Write(new Computed(value & ~bit, flags)),
            Mnemonic.Btc => execution.Write(new Computed(value ^ bit, flags)),
            _ => execution.Next(flags),
        };
    }

    // Of zero, the destination is undefined and stays unchanged, as processors have it.
    private static InstructionEffect Scan(in InstructionExecution execution)
    {
        ulong value = execution.Operand(1);
        var flags = execution.Flags.Put(CpuFlags.Zero, value == 0);
        int index =
            execution.Mnemonic == Mnemonic.Bsf ? BitOperations.TrailingZeroCount(value) : BitOperations.Log2(value);
        return value == 0 ? execution.Next(flags) : execution.Write(new Computed((ulong)index, flags));
    }

    private static InstructionEffect CountZeros(in InstructionExecution execution)
    {
        ulong value = execution.Operand(1);
        int bits = Width.Bits(execution.Size);
        int count =
            execution.Mnemonic == Mnemonic.Tzcnt
                ? Math.Min(BitOperations.TrailingZeroCount(value), bits)
                : BitOperations.LeadingZeroCount(value) - (64 - bits);
        var flags = execution.Flags.Put(CpuFlags.Carry, value == 0).Put(CpuFlags.Zero, count == 0);
        return execution.Write(new Computed((ulong)count, flags));
    }

    private static InstructionEffect CountOnes(in InstructionExecution execution)
    {
        ulong value = execution.Operand(1);
        var flags = execution.Flags.Put(CpuFlags.Status, false).Put(CpuFlags.Zero, value == 0);
        return execution.Write(new Computed((ulong)BitOperations.PopCount(value), flags));
    }
}
