using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>
/// Instructions on flags, ports and the processor itself. Fences do nothing here: what they order is up to the
/// platform's memory.
/// </summary>
internal static class Control
{
    private const CpuFlags InAccumulator =
        CpuFlags.Carry | CpuFlags.Parity | CpuFlags.Adjust | CpuFlags.Zero | CpuFlags.Sign;

    // Bit 1 of the flags always reads as one (Intel SDM volume 2, LAHF).
    private const ulong AlwaysSet = 2;

    private static readonly RegisterPart _ah = new(GeneralRegister.Rax, 1, High: true);

    public static InstructionEffect Execute(in InstructionExecution execution)
    {
        var flags = execution.Flags;
        return execution.Mnemonic switch
        {
            Mnemonic.Clc => execution.Next(flags.Put(CpuFlags.Carry, false)),
            Mnemonic.Stc => execution.Next(flags.Put(CpuFlags.Carry, true)),
            Mnemonic.Cmc => execution.Next(flags.Put(CpuFlags.Carry, !execution.Carry)),
            Mnemonic.Cld => execution.Next(flags.Put(CpuFlags.Direction, false)),
            Mnemonic.Std => execution.Next(flags.Put(CpuFlags.Direction, true)),
            Mnemonic.Cli => execution.Next(flags.Put(CpuFlags.Interrupt, false)),
            Mnemonic.Sti => execution.Next(flags.Put(CpuFlags.Interrupt, true)),
            Mnemonic.Lahf => execution.Next(execution.Cpu.Write(_ah, (ulong)(flags & InAccumulator) | AlwaysSet)),
            Mnemonic.Sahf => execution.Next(flags & ~InAccumulator | (CpuFlags)execution.Cpu.Read(_ah) & InAccumulator),
            Mnemonic.Hlt => execution.Next() with { Outcome = InstructionOutcome.Halt },
            Mnemonic.Int3 => execution.Next() with { Outcome = InstructionOutcome.Breakpoint },
            Mnemonic.Ud2 => execution.Fault(InstructionOutcome.InvalidOpcode),
            Mnemonic.Out => Port(
                execution,
                InstructionOutcome.PortWrite,
                port: 0,
                execution.Instruction.Operands[1].Size,
                (uint)execution.Operand(1)
            ),
            Mnemonic.In => Port(execution, InstructionOutcome.PortRead, port: 1, execution.Size, 0),
            Mnemonic.Nop or Mnemonic.Pause or Mnemonic.Mfence or Mnemonic.Lfence or Mnemonic.Sfence => execution.Next(),
            _ => throw execution.Unknown(),
        };
    }

    private static InstructionEffect Port(
        in InstructionExecution execution,
        InstructionOutcome outcome,
        int port,
        int size,
        uint value
    ) =>
        execution.Next() with
        {
            Outcome = outcome,
            Port = new PortAccess((ushort)execution.Operand(port), size, value),
        };
}
