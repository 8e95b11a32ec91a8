using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Semantics;

/// <summary>
/// What guest instructions do, as pure functions: <see cref="Plan"/> says which memory an instruction needs, and
/// <see cref="Execute"/> says what it does once the load has been made. Flat memory, privilege level 0, no paging;
/// flags that the manual leaves undefined stay unchanged.
/// </summary>
public static class GuestSemantics
{
    /// <summary>The memory that an instruction reads and writes; nothing when it faults before any access.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU before it.</param>
    /// <param name="mode">The mode it was decoded for.</param>
    public static Accesses Plan(GuestInstruction instruction, in CpuState cpu, CpuMode mode) =>
        AccessPlan.Of(instruction, cpu, mode);

    /// <summary>
    /// What an instruction does. Of a string instruction with a repeat prefix, one element: RIP stays while more are to
    /// come.
    /// </summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="cpu">The CPU before it; its RIP is not looked at.</param>
    /// <param name="mode">The mode it was decoded for.</param>
    /// <param name="loaded">The value at the planned load, little-endian and zero-extended; without meaning when there
    /// is none.</param>
    public static InstructionEffect Execute(GuestInstruction instruction, in CpuState cpu, CpuMode mode, UInt128 loaded)
    {
        InstructionExecution execution = new(instruction, cpu.WithRip(instruction.Address), mode, loaded);
        return instruction.Mnemonic switch
        {
            Mnemonic.Mov
            or Mnemonic.Movzx
            or Mnemonic.Movsx
            or Mnemonic.Lea
            or Mnemonic.Xchg
            or Mnemonic.Cmovcc
            or Mnemonic.Setcc
            or Mnemonic.Bswap
            or Mnemonic.Cbw
            or Mnemonic.Cwde
            or Mnemonic.Cdqe
            or Mnemonic.Cwd
            or Mnemonic.Cdq
            or Mnemonic.Cqo => Moves.Execute(execution),
            Mnemonic.Push or Mnemonic.Pop or Mnemonic.Pushf or Mnemonic.Popf or Mnemonic.Leave => Stack.Execute(
                execution
            ),
            Mnemonic.Call
            or Mnemonic.Ret
            or Mnemonic.Jmp
            or Mnemonic.Jcc
            or Mnemonic.Jcxz
            or Mnemonic.Loop
            or Mnemonic.Loope
            or Mnemonic.Loopne => Branches.Execute(execution),
            Mnemonic.Cmpxchg or Mnemonic.Cmpxchg8b or Mnemonic.Cmpxchg16b or Mnemonic.Xadd => Exchanges.Execute(
                execution
            ),
            Mnemonic.Mul or Mnemonic.Imul or Mnemonic.Div or Mnemonic.Idiv => Multiplications.Execute(execution),
            Mnemonic.Bt
            or Mnemonic.Bts
            or Mnemonic.Btr
            or Mnemonic.Btc
            or Mnemonic.Bsf
            or Mnemonic.Bsr
            or Mnemonic.Tzcnt
            or Mnemonic.Lzcnt
            or Mnemonic.Popcnt => Bits.Execute(execution),
            Mnemonic.Movs or Mnemonic.Cmps or Mnemonic.Stos or Mnemonic.Lods or Mnemonic.Scas => Strings.Execute(
                execution
            ),
            Mnemonic.Clc
            or Mnemonic.Stc
            or Mnemonic.Cmc
            or Mnemonic.Cld
            or Mnemonic.Std
            or Mnemonic.Cli
            or Mnemonic.Sti
            or Mnemonic.Lahf
            or Mnemonic.Sahf
            or Mnemonic.Nop
            or Mnemonic.Pause
            or Mnemonic.Mfence
            or Mnemonic.Lfence
            or Mnemonic.Sfence
            or Mnemonic.Hlt
            or Mnemonic.Ud2
            or Mnemonic.Int3
            or Mnemonic.In
            or Mnemonic.Out => Control.Execute(execution),
            _ => Calculations.Execute(execution),
        };
    }

    /// <summary>Puts the value that an IN has read into AL, AX or EAX.</summary>
    /// <param name="after">The CPU of the <see cref="InstructionEffect"/> whose outcome was
    /// <see cref="InstructionOutcome.PortRead"/>.</param>
    /// <param name="port">The access of that effect.</param>
    /// <param name="value">What the port gave; bits beyond the access are ignored.</param>
    public static CpuState CompletePortRead(in CpuState after, PortAccess port, uint value) =>
        after.Write(new RegisterPart(GeneralRegister.Rax, port.Size), value);
}
