using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Checker.Validation;

/// <summary>The registers before one instruction.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Place">Where its operand lies.</param>
/// <param name="Content">What is there.</param>
/// <param name="Variant">Which values the registers have, 0 or 1.</param>
/// <param name="IsEqual">Whether a compare-exchange succeeds.</param>
/// <param name="Initial">The memory.</param>
internal readonly record struct InstructionOperands(
    GuestInstruction Instruction,
    int Place,
    int Content,
    int Variant,
    bool IsEqual,
    Func<ulong, byte> Initial
)
{
    // Different in every byte, so that a part that is lost or moved shows.
    private static readonly ulong[] _values =
    [
        0xa1b2_c3d4_e5f6_0718,
        0x0123_4567_89ab_cd03,
        0x7fee_dd00_bb99_8877,
        0x8877_6655_4433_2211,
        0x1badcafe_2badcafe,
        0x3badcafe_4badcafe,
        0x5badcafe_6badcafe,
        0x7badcafe_0badcafe,
        0xd8c7_b6a5_9483_7261,
        0xf1e2_d3c4_b5a6_9788,
    ];

    private int Size => Math.Max(1, Instruction.Memory?.Size ?? Instruction.OperandSize);

    private ulong First => InstructionPlaces.First(Place, Content, Size);

    private ulong Second => InstructionPlaces.Second(Place, Content, Size);

    /// <summary>The CPU before the instruction.</summary>
    public CpuState Before(CpuFlags flags)
    {
        bool isSwapped =
            Instruction.Mnemonic == Mnemonic.Lods
            || (Instruction.Mnemonic is Mnemonic.Movs or Mnemonic.Cmps && Variant == 1);
        bool pushes = Instruction.Mnemonic is Mnemonic.Push or Mnemonic.Pushf or Mnemonic.Call;
        ulong stack = (Instruction.Memory is null ? First : Second) + (pushes ? (ulong)Instruction.OperandSize : 0);
        var cpu = new CpuState(Values(), flags, Instruction.Address)
            .With(GeneralRegister.Rdi, isSwapped ? Second : First)
            .With(GeneralRegister.Rsi, isSwapped ? First : Second)
            .With(GeneralRegister.Rsp, stack)
            .With(GeneralRegister.Rbp, First);
        cpu = Instruction.Mnemonic switch
        {
            Mnemonic.Cmpxchg or Mnemonic.Cmpxchg8b or Mnemonic.Cmpxchg16b when IsEqual => Compared(cpu),
            Mnemonic.Div or Mnemonic.Idiv => cpu.With(GeneralRegister.Rdx, 0).With(GeneralRegister.Rax, 0x71),
            Mnemonic.Bt
            or Mnemonic.Btc
            or Mnemonic.Btr
            or Mnemonic.Bts when Instruction.Operands[1] is RegisterOperand offset => cpu.Write(
                offset.Part,
                Variant == 0 ? 13 : ulong.MaxValue - 2
            ),
            _ when Instruction.Repeat != Repeat.None => cpu.With(GeneralRegister.Rcx, 3),
            _ => cpu,
        };
        return Instruction.Mode == CpuMode.Bits64 ? cpu : Truncated(cpu);
    }

    // What the instruction compares with is what it will find; the bytes beside that stay different.
    private CpuState Compared(CpuState cpu)
    {
        bool isPair = Instruction.Mnemonic != Mnemonic.Cmpxchg;
        int half = isPair ? Size / 2 : Size;
        cpu = Put(cpu, GeneralRegister.Rax, half, First);
        return isPair ? Put(cpu, GeneralRegister.Rdx, half, First + (ulong)half) : cpu;
    }

    private CpuState Put(CpuState cpu, GeneralRegister register, int size, ulong address)
    {
        ulong mask = ulong.MaxValue >> (64 - (size * 8));
        ulong value = cpu[register] & ~mask;
        for (int i = 0; i < size; i++)
        {
            value |= (ulong)Initial(address + (ulong)i) << (i * 8);
        }

        return cpu.With(register, value);
    }

    private RegisterFile Values()
    {
        var registers = default(RegisterFile);
        for (int i = 0; i < _values.Length; i++)
        {
            registers = registers.With(
                (GeneralRegister)i,
                Variant == 0 ? _values[i] : ulong.RotateLeft(_values[i], 37)
            );
        }

        return registers;
    }

    private static CpuState Truncated(CpuState cpu)
    {
        foreach (var register in Enum.GetValues<GeneralRegister>())
        {
            cpu = cpu.With(register, register < GeneralRegister.R8 ? (uint)cpu[register] : 0);
        }

        return cpu;
    }
}
