using System.Collections.Frozen;
using System.Collections.Immutable;
using Iced.Intel;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using MemoryOperand = Model.Guests.X86.Decoding.MemoryOperand;

namespace Model.Guests.X86.Assembly;

/// <summary>
/// Turns instructions into machine code. Of the encodings that fit an instruction's operands, the first in Iced's order
/// is taken.
/// </summary>
/// <param name="mode">The mode that the code runs in.</param>
internal sealed class GuestAssembler(CpuMode mode)
{
    private static readonly FrozenDictionary<string, ImmutableArray<OpCodeInfo>> _encodings = Encodings();
    private static readonly FrozenDictionary<string, string> _synonyms = (
        "jz je, jnz jne, jc jb, jnc jae, jnae jb, jnb jae, jna jbe, jnbe ja, jnge jl, jnl jge, jng jle, jnle jg, "
        + "setz sete, setnz setne, setc setb, setnc setae, setnb setae, cmovz cmove, cmovnz cmovne, cmovc cmovb, "
        + "cmovnc cmovae, "
        + "movzb movzx, movzw movzx, movsb movsx, movsw movsx, movsl movsxd, sal shl"
    )
        .Split(", ")
        .Select(pair => pair.Split(' '))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    private readonly int _bits = mode == CpuMode.Bits64 ? 64 : 32;

    /// <summary>Whether there is an instruction of that name.</summary>
    /// <param name="mnemonic">In lower case, without operand size.</param>
    public static bool Knows(string mnemonic) =>
        _encodings.ContainsKey(_synonyms.GetValueOrDefault(mnemonic, mnemonic));

    /// <summary>Assembles lines to be placed one after the other.</summary>
    /// <param name="address">Address of the first.</param>
    /// <param name="lines">The lines.</param>
    /// <exception cref="AssemblyException">A line cannot be assembled.</exception>
    public byte[] Assemble(ulong address, IReadOnlyList<AssemblyLine> lines)
    {
        // Every line gets an address of its own to begin with, which stands for it in branches until the real addresses
        // are known.
        var targets = new Dictionary<string, ulong>(StringComparer.Ordinal);
        for (int i = 0; i < lines.Count; i++)
        {
            foreach (string label in lines[i].Labels)
            {
                if (!targets.TryAdd(label, (ulong)i + 1))
                {
                    throw new AssemblyException(i, $"the label {label} is defined twice");
                }
            }
        }

        var instructions = new List<Instruction>();
        for (int i = 0; i < lines.Count; i++)
        {
            var instruction = Choose(lines[i], i, targets);
            instruction.IP = (ulong)i + 1;
            instructions.Add(instruction);
        }

        var writer = new CodeWriterList();
        return BlockEncoder.TryEncode(
            _bits,
            new InstructionBlock(writer, instructions, address),
            out string? error,
            out _
        )
            ? writer.ToArray()
            : throw new AssemblyException(0, error);
    }

    private Instruction Choose(AssemblyLine line, int number, Dictionary<string, ulong> targets) =>
        TryChoose(line, number, targets)
        ?? throw new AssemblyException(
            number,
            FarAddress(line) is { } far && TryChoose(WithoutDisplacement(line), number, targets) is not null
                ? DoesNotFit(line.Mnemonic, far)
                : $"{line.Mnemonic} does not take these operands"
        );

    private Instruction? TryChoose(AssemblyLine line, int number, Dictionary<string, ulong> targets)
    {
        if (!_encodings.TryGetValue(_synonyms.GetValueOrDefault(line.Mnemonic, line.Mnemonic), out var encodings))
        {
            throw new AssemblyException(number, $"there is no instruction {line.Mnemonic}");
        }

        foreach (var encoding in encodings)
        {
            if (
                (_bits == 64 ? encoding.Mode64 : encoding.Mode32)
                && encoding.OpCount == line.Operands.Length
                && TryBuild(encoding, line, number, targets) is { } instruction
            )
            {
                instruction.HasLockPrefix = line.Locked;
                if (Encoder.Create(_bits, new CodeWriterList()).TryEncode(instruction, instruction.IP, out _, out _))
                {
                    return instruction;
                }
            }
        }

        return null;
    }

    // Intel's manual, volume 1, section 3.7.5.1: a displacement has 32 bits, and is sign-extended in 64-bit mode.
    private ulong? FarAddress(AssemblyLine line) =>
        line
            .Operands.OfType<MemoryOperand>()
            .Select(memory => (ulong?)memory.Displacement)
            .FirstOrDefault(address =>
                _bits == 64 ? (long)address!.Value != (int)address.Value : address > uint.MaxValue
            );

    private static AssemblyLine WithoutDisplacement(AssemblyLine line) =>
        line with
        {
            Operands =
            [
                .. line.Operands.Select(operand =>
                    operand is MemoryOperand memory ? memory with { Displacement = 0 } : operand
                ),
            ],
        };

    private string DoesNotFit(string mnemonic, ulong address)
    {
        string expected =
            _bits == 64
                ? "one below 0x80000000, or at least 0xffffffff80000000, or the address in a register, as in (%rax)"
                : "one of 32 bits";
        return FormattableString.Invariant(
            $"the address 0x{address:x} does not fit into {mnemonic}; expected {expected}"
        );
    }

    private Instruction? TryBuild(OpCodeInfo encoding, AssemblyLine line, int number, Dictionary<string, ulong> targets)
    {
        var instruction = default(Instruction);
        instruction.Code = encoding.Code;
        for (int i = 0; i < line.Operands.Length; i++)
        {
            bool fits = line.Operands[i] switch
            {
                RegisterOperand register => PutRegister(ref instruction, i, encoding.GetOpKind(i), register.Part),
                MemoryOperand memory => PutMemory(ref instruction, i, encoding, memory, line.Size),
                ImmediateOperand immediate => PutImmediate(ref instruction, i, encoding, (long)immediate.Value),
                LabelOperand label => PutTarget(
                    ref instruction,
                    i,
                    encoding.GetOpKind(i),
                    targets.TryGetValue(label.Name, out ulong target)
                        ? target
                        : throw new AssemblyException(number, $"there is no label {label.Name}")
                ),
                _ => false,
            };
            if (!fits)
            {
                return null;
            }
        }

        return instruction;
    }

    private static bool PutRegister(ref Instruction instruction, int index, OpCodeOperandKind kind, RegisterPart part)
    {
        var register = RegisterOf(part);
        bool fits = kind switch
        {
            OpCodeOperandKind.r8_or_mem or OpCodeOperandKind.r8_reg or OpCodeOperandKind.r8_opcode => part.Size == 1,
            OpCodeOperandKind.r16_or_mem or OpCodeOperandKind.r16_reg or OpCodeOperandKind.r16_opcode => part.Size == 2,
            OpCodeOperandKind.r32_or_mem or OpCodeOperandKind.r32_reg or OpCodeOperandKind.r32_opcode => part.Size == 4,
            OpCodeOperandKind.r64_or_mem or OpCodeOperandKind.r64_reg or OpCodeOperandKind.r64_opcode => part.Size == 8,
            OpCodeOperandKind.al => register == Register.AL,
            OpCodeOperandKind.cl => register == Register.CL,
            OpCodeOperandKind.ax => register == Register.AX,
            OpCodeOperandKind.eax => register == Register.EAX,
            OpCodeOperandKind.rax => register == Register.RAX,
            OpCodeOperandKind.dx => register == Register.DX,
            _ => false,
        };
        instruction.SetOpKind(index, OpKind.Register);
        instruction.SetOpRegister(index, register);
        return fits;
    }

    private bool PutMemory(ref Instruction instruction, int index, OpCodeInfo encoding, MemoryOperand memory, int size)
    {
        int accessed = encoding.MemorySize.GetSize();
        bool isMemory =
            encoding.GetOpKind(index)
            is OpCodeOperandKind.mem
                or OpCodeOperandKind.r8_or_mem
                or OpCodeOperandKind.r16_or_mem
                or OpCodeOperandKind.r32_or_mem
                or OpCodeOperandKind.r64_or_mem;
        int wanted = memory.Size > 0 ? memory.Size : size;
        instruction.SetOpKind(index, OpKind.Memory);
        instruction.MemoryBase = memory.Base is { } start
            ? RegisterOf(new RegisterPart(start, memory.AddressSize))
            : Register.None;
        instruction.MemoryIndex = memory.Index is { } factor
            ? RegisterOf(new RegisterPart(factor, memory.AddressSize))
            : Register.None;
        instruction.MemoryIndexScale = memory.Scale;
        instruction.MemoryDisplacement64 = memory.Displacement;
        instruction.MemoryDisplSize = memory.Base is not null && memory.Displacement == 0 ? 0 : _bits / 8;
        return isMemory
            && (
                wanted == 0 || accessed == 0 || accessed == wanted || encoding.GetOpKind(index) == OpCodeOperandKind.mem
            );
    }

    private static bool PutImmediate(ref Instruction instruction, int index, OpCodeInfo encoding, long value)
    {
        var (kind, bits, extended) = encoding.GetOpKind(index) switch
        {
            OpCodeOperandKind.imm8 => (OpKind.Immediate8, 8, 8),
            OpCodeOperandKind.imm8sex16 => (OpKind.Immediate8to16, 8, 16),
            OpCodeOperandKind.imm8sex32 => (OpKind.Immediate8to32, 8, 32),
            OpCodeOperandKind.imm8sex64 => (OpKind.Immediate8to64, 8, 64),
            OpCodeOperandKind.imm16 => (OpKind.Immediate16, 16, 16),
            OpCodeOperandKind.imm32 => (OpKind.Immediate32, 32, 32),
            OpCodeOperandKind.imm32sex64 => (OpKind.Immediate32to64, 32, 64),
            OpCodeOperandKind.imm64 => (OpKind.Immediate64, 64, 64),
            _ => (OpKind.Register, 0, 0),
        };
        if (bits == 0)
        {
            return false;
        }

        // An immediate narrower than its operand is sign-extended; one as wide may be written with or without sign.
        long least = -(1L << (bits - 1));
        bool fits = bits == 64 || (value >= least && value <= (bits < extended ? -least - 1 : (1L << bits) - 1));
        instruction.SetOpKind(index, kind);
        if (fits)
        {
            instruction.SetImmediate(index, bits == extended && bits < 64 ? value & ((1L << bits) - 1) : value);
        }

        return fits;
    }

    private static bool PutTarget(ref Instruction instruction, int index, OpCodeOperandKind kind, ulong target)
    {
        instruction.SetOpKind(
            index,
            kind == OpCodeOperandKind.br64_4 || kind == OpCodeOperandKind.br64_1
                ? OpKind.NearBranch64
                : OpKind.NearBranch32
        );
        instruction.NearBranch64 = target;
        return kind
            is OpCodeOperandKind.br32_1
                or OpCodeOperandKind.br32_4
                or OpCodeOperandKind.br64_1
                or OpCodeOperandKind.br64_4;
    }

    private static Register RegisterOf(RegisterPart part)
    {
        int number = (int)part.Register;
        return (part.Size, part.High) switch
        {
            (1, true) => Register.AH + number,
            (1, false) => number < 4 ? Register.AL + number : Register.SPL + (number - 4),
            (2, _) => Register.AX + number,
            (4, _) => Register.EAX + number,
            _ => Register.RAX + number,
        };
    }

    // The first 80486 processors alone had another encoding of CMPXCHG.
    private static FrozenDictionary<string, ImmutableArray<OpCodeInfo>> Encodings() =>
        Enum.GetValues<Code>()
            .Where(code => code is not (Code.Cmpxchg486_rm8_r8 or Code.Cmpxchg486_rm16_r16 or Code.Cmpxchg486_rm32_r32))
            .Select(code => code.ToOpCode())
            .Where(encoding => encoding.IsInstruction && encoding.Encoding == EncodingKind.Legacy)
            .GroupBy(encoding => encoding.Mnemonic.ToString().ToLowerInvariant())
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());

    private sealed class CodeWriterList : CodeWriter
    {
        private readonly List<byte> _bytes = [];

        public override void WriteByte(byte value) => _bytes.Add(value);

        public byte[] ToArray() => [.. _bytes];
    }
}

/// <summary>One instruction to assemble.</summary>
/// <param name="Labels">The names of its address.</param>
/// <param name="Mnemonic">In lower case, without operand size.</param>
/// <param name="Operands">Destination first. A <see cref="MemoryOperand"/> of size 0 takes its size from the other
/// operands.</param>
/// <param name="Size">Bytes of the operands, or 0 when the operands tell.</param>
/// <param name="Locked">Whether it has a LOCK prefix.</param>
internal sealed record AssemblyLine(
    ImmutableArray<string> Labels,
    string Mnemonic,
    ImmutableArray<Operand> Operands,
    int Size,
    bool Locked
);

/// <summary>An instruction cannot be assembled.</summary>
/// <param name="line">Which of the lines, counted from 0.</param>
/// <param name="reason">Why.</param>
internal sealed class AssemblyException(int line, string reason) : Exception(reason)
{
    /// <summary>Which of the lines, counted from 0.</summary>
    public int Line { get; } = line;
}
