using Iced.Intel;
using Model.Guests.Images;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Guests.X86.Assembly;

/// <summary>
/// Machine code of every instruction that accesses memory and that <see cref="GuestDecoder"/> knows, so that none can
/// be forgotten.
/// </summary>
/// <remarks>
/// Each encoding of the processor's manual is there once with every kind of register operand, with and without LOCK and
/// repeat prefixes. An explicit operand in memory is at (R)DI, or where the encoding holds an address itself.
/// </remarks>
internal static class MemoryEncodings
{
    private const ulong SmallImmediate = 5;
    private const int Slot = 16;

    // Of each width in turn: the counter's register, the accumulator's (of a byte its high byte), one that needs REX.
    private static readonly Register[][] _registers =
    [
        [Register.CL, Register.CX, Register.ECX, Register.RCX],
        [Register.AH, Register.AX, Register.EAX, Register.RAX],
        [Register.R9L, Register.R9W, Register.R9D, Register.R9],
    ];

    /// <summary>The instructions, each decoded at an address of its own, in a fixed order.</summary>
    /// <param name="mode">The mode that they run in.</param>
    /// <param name="code">Address of the first; each takes 16 bytes.</param>
    /// <param name="absolute">What encodings with an address in them access.</param>
    public static IReadOnlyList<GuestInstruction> In(CpuMode mode, ulong code, ulong absolute)
    {
        int bits = mode == CpuMode.Bits64 ? 64 : 32;
        byte[][] all =
        [
            .. Enum.GetValues<Code>()
                .Select(encoding => encoding.ToOpCode())
                .Where(encoding => encoding.IsInstruction && encoding.Encoding == EncodingKind.Legacy)
                .Where(encoding => bits == 64 ? encoding.Mode64 : encoding.Mode32)
                .SelectMany(encoding => Built(encoding, bits, absolute))
                .SelectMany(instruction => Prefixed(instruction))
                .Select(instruction => Encoded(instruction, bits))
                .OfType<byte[]>()
                .DistinctBy(Convert.ToHexString),
        ];
        byte[] bytes = new byte[all.Length * Slot];
        for (int i = 0; i < all.Length; i++)
        {
            all[i].CopyTo(bytes, i * Slot);
        }

        var segment = new GuestSegment(code, bytes, (ulong)bytes.Length, Executable: true, Writable: false);
        var decoder = new GuestDecoder(new GuestImage("", mode, [segment], []));
        return
        [
            .. Enumerable
                .Range(0, all.Length)
                .Select(i => decoder.TryAt(code + (ulong)(i * Slot), out var instruction) ? instruction : null)
                .OfType<GuestInstruction>()
                .Where(instruction => !GuestSemantics.Plan(instruction, Counting, mode).None),
        ];
    }

    // A counter of zero would keep repeated instructions from memory.
    private static CpuState Counting => default(CpuState).With(GeneralRegister.Rcx, 1);

    private static IEnumerable<Instruction> Built(OpCodeInfo encoding, int bits, ulong absolute)
    {
        for (int variant = 0; variant < (bits == 64 ? 3 : 2); variant++)
        {
            if (TryBuild(encoding, bits, variant, absolute, out var instruction))
            {
                yield return instruction;
            }
        }
    }

    private static bool TryBuild(
        OpCodeInfo encoding,
        int bits,
        int variant,
        ulong absolute,
        out Instruction instruction
    )
    {
        instruction = default;
        instruction.Code = encoding.Code;
        for (int i = 0; i < encoding.OpCount; i++)
        {
            if (!TryPut(ref instruction, i, encoding.GetOpKind(i), bits, _registers[variant], absolute))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryPut(
        ref Instruction instruction,
        int index,
        OpCodeOperandKind kind,
        int bits,
        Register[] registers,
        ulong absolute
    )
    {
        bool wide = bits == 64;
        switch (kind)
        {
            case OpCodeOperandKind.mem
            or OpCodeOperandKind.r8_or_mem
            or OpCodeOperandKind.r16_or_mem
            or OpCodeOperandKind.r32_or_mem
            or OpCodeOperandKind.r64_or_mem:
                instruction.SetOpKind(index, OpKind.Memory);
                instruction.MemoryBase = wide ? Register.RDI : Register.EDI;
                return true;
            case OpCodeOperandKind.mem_offs:
                instruction.SetOpKind(index, OpKind.Memory);
                instruction.MemoryDisplacement64 = absolute;
                instruction.MemoryDisplSize = bits / 8;
                return true;
            case OpCodeOperandKind.seg_rSI:
                instruction.SetOpKind(index, wide ? OpKind.MemorySegRSI : OpKind.MemorySegESI);
                return true;
            case OpCodeOperandKind.es_rDI:
                instruction.SetOpKind(index, wide ? OpKind.MemoryESRDI : OpKind.MemoryESEDI);
                return true;
        }

        if (RegisterOf(kind, registers) is { } register)
        {
            instruction.SetOpKind(index, OpKind.Register);
            instruction.SetOpRegister(index, register);
            return true;
        }

        if (ImmediateOf(kind) is not { } immediate)
        {
            return false;
        }

        instruction.SetOpKind(index, immediate);
        instruction.SetImmediate(index, kind == OpCodeOperandKind.imm8_const_1 ? 1 : SmallImmediate);
        return true;
    }

    private static Register? RegisterOf(OpCodeOperandKind kind, Register[] registers) =>
        kind switch
        {
            OpCodeOperandKind.r8_reg or OpCodeOperandKind.r8_opcode => registers[0],
            OpCodeOperandKind.r16_reg or OpCodeOperandKind.r16_opcode => registers[1],
            OpCodeOperandKind.r32_reg or OpCodeOperandKind.r32_opcode => registers[2],
            OpCodeOperandKind.r64_reg or OpCodeOperandKind.r64_opcode => registers[3],
            OpCodeOperandKind.al => Register.AL,
            OpCodeOperandKind.cl => Register.CL,
            OpCodeOperandKind.ax => Register.AX,
            OpCodeOperandKind.eax => Register.EAX,
            OpCodeOperandKind.rax => Register.RAX,
            _ => null,
        };

    private static OpKind? ImmediateOf(OpCodeOperandKind kind) =>
        kind switch
        {
            OpCodeOperandKind.imm8 or OpCodeOperandKind.imm8_const_1 => OpKind.Immediate8,
            OpCodeOperandKind.imm8sex16 => OpKind.Immediate8to16,
            OpCodeOperandKind.imm8sex32 => OpKind.Immediate8to32,
            OpCodeOperandKind.imm8sex64 => OpKind.Immediate8to64,
            OpCodeOperandKind.imm16 => OpKind.Immediate16,
            OpCodeOperandKind.imm32 => OpKind.Immediate32,
            OpCodeOperandKind.imm32sex64 => OpKind.Immediate32to64,
            OpCodeOperandKind.imm64 => OpKind.Immediate64,
            _ => null,
        };

    private static IEnumerable<Instruction> Prefixed(Instruction instruction)
    {
        var encoding = instruction.OpCode;
        yield return instruction;
        if (encoding.CanUseLockPrefix)
        {
            instruction.HasLockPrefix = true;
            yield return instruction;
            instruction.HasLockPrefix = false;
        }

        if (encoding.CanUseRepPrefix)
        {
            instruction.HasRepPrefix = true;
            yield return instruction;
            instruction.HasRepPrefix = false;
        }

        if (encoding.CanUseRepnePrefix && instruction.IsStringInstruction)
        {
            instruction.HasRepnePrefix = true;
            yield return instruction;
        }
    }

    private static byte[]? Encoded(Instruction instruction, int bits)
    {
        var writer = new Bytes();
        return Encoder.Create(bits, writer).TryEncode(instruction, 0, out _, out _) ? [.. writer.Written] : null;
    }

    private sealed class Bytes : CodeWriter
    {
        public List<byte> Written { get; } = [];

        public override void WriteByte(byte value) => Written.Add(value);
    }
}
