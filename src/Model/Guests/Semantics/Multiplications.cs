namespace Model.Guests;

/// <summary>MUL, IMUL, DIV and IDIV on the accumulator pair or on explicit operands (Intel SDM volume 2).</summary>
internal static class Multiplications
{
    public static Effect Execute(in Execution execution) => execution.Mnemonic switch
    {
        Mnemonic.Imul when execution.Instruction.Operands.Length > 1 => MultiplyExplicit(execution),
        Mnemonic.Mul or Mnemonic.Imul => MultiplyAccumulator(execution),
        _ => Divide(execution),
    };

    private static bool Signed(in Execution execution) => execution.Mnemonic is Mnemonic.Imul or Mnemonic.Idiv;

    private static CpuFlags FlagsOf(in Execution execution, bool wide) => execution.Flags.Put(CpuFlags.Carry | CpuFlags.Overflow, wide);

    private static Effect MultiplyExplicit(in Execution execution)
    {
        int last = execution.Instruction.Operands.Length - 1;
        (ulong low, _, bool wide) =
            Multiplication.Multiply(execution.Operand(last - 1), execution.Operand(last), execution.Size, signed: true);
        return execution.Write(new Computed(low, FlagsOf(execution, wide)));
    }

    private static Effect MultiplyAccumulator(in Execution execution)
    {
        (ulong low, ulong high, bool wide) =
            Multiplication.Multiply(execution.Accumulator, execution.Operand(0), execution.Size, Signed(execution));
        CpuState after = execution.Cpu.WithFlags(FlagsOf(execution, wide));
        return execution.Next(WritePair(after, execution.Size, low, high));
    }

    private static Effect Divide(in Execution execution)
    {
        ulong high = execution.Cpu.Read(UpperHalf(execution.Size));
        var divided = Multiplication.Divide(execution.Accumulator, high, execution.Operand(0), execution.Size, Signed(execution));
        return divided is var (quotient, remainder)
            ? execution.Next(WritePair(execution.Cpu, execution.Size, quotient, remainder))
            : execution.Fault(Outcome.DivideError);
    }

    private static CpuState WritePair(in CpuState cpu, int size, ulong low, ulong high) =>
        cpu.Write(new RegisterPart(GeneralRegister.Rax, size), low).Write(UpperHalf(size), high);

    // The 8-bit pair is AH:AL, the others are DX:AX and wider.
    private static RegisterPart UpperHalf(int size) =>
        size == 1 ? new RegisterPart(GeneralRegister.Rax, 1, High: true) : new RegisterPart(GeneralRegister.Rdx, size);
}
