using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>MUL, IMUL, DIV and IDIV on the accumulator pair or on explicit operands (Intel SDM volume 2).</summary>
internal static class Multiplications
{
    public static InstructionEffect Execute(in InstructionExecution execution) =>
        execution.Mnemonic switch
        {
            Mnemonic.Imul when execution.Instruction.Operands.Length > 1 => MultiplyExplicit(execution),
            Mnemonic.Mul or Mnemonic.Imul => MultiplyAccumulator(execution),
            Mnemonic.Div or Mnemonic.Idiv => Divide(execution),
            _ => throw execution.Unknown(),
        };

    private static bool Signed(in InstructionExecution execution) =>
        execution.Mnemonic is Mnemonic.Imul or Mnemonic.Idiv;

    private static CpuFlags FlagsOf(in InstructionExecution execution, bool wide) =>
        execution.Flags.Put(CpuFlags.Carry | CpuFlags.Overflow, wide);

    private static InstructionEffect MultiplyExplicit(in InstructionExecution execution)
    {
        int last = execution.Instruction.Operands.Length - 1;
        (ulong low, _, bool wide) = WideArithmetic.Multiply(
            execution.Operand(last - 1),
            execution.Operand(last),
            execution.Size,
            signed: true
        );
        return execution.Write(new Computed(low, FlagsOf(execution, wide)));
    }

    private static InstructionEffect MultiplyAccumulator(in InstructionExecution execution)
    {
        (ulong low, ulong high, bool wide) = WideArithmetic.Multiply(
            execution.Accumulator,
            execution.Operand(0),
            execution.Size,
            Signed(execution)
        );
        var after = execution.Cpu.WithFlags(FlagsOf(execution, wide));
        return execution.Next(WritePair(after, execution.Size, low, high));
    }

    private static InstructionEffect Divide(in InstructionExecution execution)
    {
        ulong high = execution.Cpu.Read(UpperHalf(execution.Size));
        var divided = WideArithmetic.Divide(
            execution.Accumulator,
            high,
            execution.Operand(0),
            execution.Size,
            Signed(execution)
        );
        return divided is var (quotient, remainder)
            ? execution.Next(WritePair(execution.Cpu, execution.Size, quotient, remainder))
            : execution.Fault(InstructionOutcome.DivideError);
    }

    private static CpuState WritePair(in CpuState cpu, int size, ulong low, ulong high) =>
        cpu.Write(new RegisterPart(GeneralRegister.Rax, size), low).Write(UpperHalf(size), high);

    // The 8-bit pair is AH:AL, the others are DX:AX and wider.
    private static RegisterPart UpperHalf(int size) =>
        size == 1 ? new RegisterPart(GeneralRegister.Rax, 1, High: true) : new RegisterPart(GeneralRegister.Rdx, size);
}

/// <summary>Multiplication and division of operands of one width (Intel SDM volume 2: MUL, IMUL, DIV, IDIV).</summary>
internal static class WideArithmetic
{
    /// <summary>The double-width product, and whether its upper half says more than the lower one.</summary>
    public static (ulong Low, ulong High, bool Wide) Multiply(ulong left, ulong right, int size, bool signed)
    {
        int bits = Width.Bits(size);
        var product = signed
            ? (UInt128)((Int128)(long)Width.SignExtend(left, size) * (long)Width.SignExtend(right, size))
            : (UInt128)left * right;
        ulong low = Width.Truncate((ulong)product, size);
        ulong high = Width.Truncate((ulong)(product >> bits), size);
        ulong expected = signed && Width.Negative(low, size) ? Width.Mask(size) : 0;
        return (low, high, high != expected);
    }

    /// <summary>Quotient and remainder of a double-width dividend; <c>null</c> is #DE.</summary>
    public static (ulong Quotient, ulong Remainder)? Divide(
        ulong low,
        ulong high,
        ulong divisor,
        int size,
        bool signed
    ) =>
        divisor == 0 ? null
        : signed ? DivideSigned(low, high, divisor, size)
        : DivideUnsigned(low, high, divisor, size);

    private static (ulong Quotient, ulong Remainder)? DivideUnsigned(ulong low, ulong high, ulong divisor, int size)
    {
        var dividend = (UInt128)high << Width.Bits(size) | low;
        (var quotient, var remainder) = UInt128.DivRem(dividend, divisor);
        return quotient > Width.Mask(size) ? null : ((ulong)quotient, (ulong)remainder);
    }

    private static (ulong Quotient, ulong Remainder)? DivideSigned(ulong low, ulong high, ulong divisor, int size)
    {
        var dividend = (Int128)(long)Width.SignExtend(high, size) << Width.Bits(size) | (Int128)low;
        Int128 by = (long)Width.SignExtend(divisor, size);
        if (dividend == Int128.MinValue && by == -1)
        {
            return null;
        }

        (var quotient, var remainder) = Int128.DivRem(dividend, by);
        bool fits = quotient == (long)Width.SignExtend((ulong)quotient, size);
        return fits ? (Width.Truncate((ulong)quotient, size), Width.Truncate((ulong)remainder, size)) : null;
    }
}
