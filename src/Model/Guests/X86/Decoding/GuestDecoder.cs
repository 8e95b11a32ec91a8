using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Iced.Intel;
using Model.Guests.Images;
using Model.Guests.X86.Processor;
using IcedMnemonic = Iced.Intel.Mnemonic;

namespace Model.Guests.X86.Decoding;

/// <summary>
/// Decodes a guest's instructions from the initial contents of its executable segments (a guest that writes code is not
/// followed), and keeps them: the same address always yields the same object, from any thread.
/// </summary>
/// <param name="image">The guest.</param>
public sealed class GuestDecoder(GuestImage image)
{
    private const int LongestInstruction = 15;

    private static readonly FrozenDictionary<IcedMnemonic, Mnemonic> _mnemonics = Mnemonics();

    private readonly ConcurrentDictionary<ulong, GuestInstruction> _decoded = new();

    /// <summary>The guest.</summary>
    public GuestImage Image { get; } = image;

    /// <summary>Addresses of the instructions that somebody has asked for, in order.</summary>
    internal IEnumerable<ulong> Decoded => _decoded.Keys.Order();

    /// <summary>The instruction at an address.</summary>
    /// <param name="address">Address of the first byte.</param>
    /// <exception cref="UnsupportedInstructionException">There is no code, no valid instruction, or one that the model
    /// does not execute.</exception>
    public GuestInstruction At(ulong address) => _decoded.GetOrAdd(address, Decode);

    /// <summary>As <see cref="At"/>, for walks that may meet bytes which are never executed.</summary>
    /// <param name="address">Address of the first byte.</param>
    /// <param name="instruction">The instruction, when there is a supported one.</param>
    public bool TryAt(ulong address, [NotNullWhen(true)] out GuestInstruction? instruction)
    {
        try
        {
            instruction = At(address);
            return true;
        }
        catch (UnsupportedInstructionException)
        {
            instruction = null;
            return false;
        }
    }

    private GuestInstruction Decode(ulong address)
    {
        byte[] bytes = Image.SegmentAt(address) is { Executable: true }
            ? Image.BytesAt(address, LongestInstruction).ToArray()
            : [];
        if (bytes.Length == 0)
        {
            throw new UnsupportedInstructionException(
                Image.File,
                address,
                Image.TryDescribe(address),
                [],
                null,
                "no code is there (expected an executable segment with bytes from the file)"
            );
        }

        int bits = Image.Mode == CpuMode.Bits64 ? 64 : 32;
        var decoder = Decoder.Create(bits, new ByteArrayCodeReader(bytes), address, DecoderOptions.None);
        decoder.Decode(out var decoded);
        if (!decoded.IsInvalid)
        {
            return Translate(decoded, bytes.AsSpan(0, decoded.Length));
        }

        if (UndefinedOpcode.Is(bytes, address, bits, out int length, out var forbidden))
        {
            return Undefined(address, bytes.AsSpan(0, length), forbidden);
        }

        string reason =
            decoder.LastError == DecoderError.NoMoreBytes ? "the code ends within the instruction"
            : decoded.Length == LongestInstruction ? "an instruction has at most 15 bytes"
            : "no instruction that the model knows";
        throw new UnsupportedInstructionException(Image.File, address, Image.TryDescribe(address), bytes, null, reason);
    }

    // What raises #UD needs no operands and runs as UD2 does.
    private GuestInstruction Undefined(ulong address, ReadOnlySpan<byte> bytes, Instruction? forbidden) =>
        new()
        {
            Address = address,
            Mode = Image.Mode,
            Bytes = [.. bytes],
            Mnemonic = Mnemonic.Ud2,
            Operands = [],
            OperandSize = 0,
            AddressSize = Width.OfAddress(Image.Mode),
            Locked = false,
            Text = forbidden is { } known ? Disassembly.Of(known, Image) : Disassembly.OfBytes(bytes),
            RegistersRead = RegisterSet.None,
            RegistersWritten = RegisterSet.None,
            RegistersReplaced = RegisterSet.None,
            FlagsRead = CpuFlags.None,
            FlagsWritten = CpuFlags.None,
            FlagsReplaced = CpuFlags.None,
            FlagsUndefined = CpuFlags.None,
        };

    private GuestInstruction Translate(in Instruction decoded, ReadOnlySpan<byte> bytes)
    {
        string text = Disassembly.Of(decoded, Image);
        if (Unsupported(decoded, out var mnemonic) is { } reason)
        {
            throw new UnsupportedInstructionException(
                Image.File,
                decoded.IP,
                Image.TryDescribe(decoded.IP),
                bytes,
                text,
                reason
            );
        }

        var facts = new InstructionInfoFactory().GetInfo(decoded);
        var operands = Operands(decoded, facts, mnemonic);
        (var read, var written, var replaced) = DataFlow.Registers(facts, mnemonic, operands);
        var defined = DataFlow.Flags(decoded.RflagsModified & ~decoded.RflagsUndefined) & CpuFlags.Tracked;
        return new GuestInstruction
        {
            Address = decoded.IP,
            Mode = Image.Mode,
            Bytes = [.. bytes],
            Mnemonic = mnemonic,
            Condition =
                decoded.ConditionCode == ConditionCode.None
                    ? default
                    : (Condition)(decoded.ConditionCode - ConditionCode.o),
            Repeat = RepeatOf(decoded, mnemonic),
            Operands = operands,
            OperandSize = OperandSize(decoded, mnemonic, operands),
            AddressSize = AddressSize(decoded),
            Locked =
                decoded.HasLockPrefix
                || (mnemonic == Mnemonic.Xchg && operands.Any(operand => operand is MemoryOperand)),
            Text = text,
            RegistersRead = read,
            RegistersWritten = written,
            RegistersReplaced = replaced,
            FlagsRead = DataFlow.Flags(decoded.RflagsRead),
            FlagsWritten = DataFlow.Flags(decoded.RflagsModified),
            FlagsReplaced = DataFlow.ReplacesFlags(decoded, mnemonic, operands) ? defined : CpuFlags.None,
            FlagsUndefined = DataFlow.Flags(decoded.RflagsUndefined),
        };
    }

    private static string? Unsupported(in Instruction decoded, out Mnemonic mnemonic)
    {
        bool known = TryMnemonic(decoded, out mnemonic);
        if (!known)
        {
            return "the model does not execute this instruction";
        }

        if (mnemonic is Mnemonic.Nop or Mnemonic.Ud2)
        {
            return null;
        }

        if (decoded.SegmentPrefix is Register.FS or Register.GS)
        {
            return "segments fs and gs are not modelled (expected flat memory)";
        }

        bool stack = mnemonic is Mnemonic.Call or Mnemonic.Ret or Mnemonic.Leave or Mnemonic.Jmp;
        if (stack && decoded.Code.ToOpCode().OperandSize == 16)
        {
            return "16-bit control transfers are not modelled";
        }

        bool farPointer = decoded.MemorySize is MemorySize.SegPtr16 or MemorySize.SegPtr32 or MemorySize.SegPtr64;
        for (int index = 0; index < decoded.OpCount; index++)
        {
            var kind = decoded.GetOpKind(index);
            if (farPointer || kind is OpKind.FarBranch16 or OpKind.FarBranch32)
            {
                return "far control transfers are not modelled";
            }

            if (kind == OpKind.Register && !decoded.GetOpRegister(index).IsGPR())
            {
                return "only general registers are modelled";
            }
        }

        return null;
    }

    private static bool TryMnemonic(in Instruction decoded, out Mnemonic mnemonic)
    {
        bool looped = decoded.Mnemonic is IcedMnemonic.Loop or IcedMnemonic.Loope or IcedMnemonic.Loopne;
        if (decoded.ConditionCode == ConditionCode.None || looped)
        {
            bool vector = decoded.Mnemonic is IcedMnemonic.Movsd or IcedMnemonic.Cmpsd && !decoded.IsStringInstruction;
            return _mnemonics.TryGetValue(decoded.Mnemonic, out mnemonic) && !vector;
        }

        mnemonic = (decoded.FlowControl, decoded.OpCount) switch
        {
            (FlowControl.ConditionalBranch, _) => Mnemonic.Jcc,
            (_, 1) => Mnemonic.Setcc,
            _ => Mnemonic.Cmovcc,
        };
        return decoded.OpCount <= 2;
    }

    private static ImmutableArray<Operand> Operands(in Instruction decoded, InstructionInfo facts, Mnemonic mnemonic)
    {
        if (mnemonic is Mnemonic.Nop or Mnemonic.Ud2 || decoded.IsStringInstruction)
        {
            return [];
        }

        var operands = ImmutableArray.CreateBuilder<Operand>(decoded.OpCount);
        for (int index = 0; index < decoded.OpCount; index++)
        {
            operands.Add(
                decoded.GetOpKind(index) switch
                {
                    OpKind.Register => new RegisterOperand(Part(decoded.GetOpRegister(index))),
                    OpKind.Memory => Memory(decoded, facts.GetOpAccess(index)),
                    OpKind.NearBranch16 or OpKind.NearBranch32 or OpKind.NearBranch64 => new ImmediateOperand(
                        decoded.NearBranchTarget,
                        8
                    ),
                    _ => Immediate(decoded, index),
                }
            );
        }

        return operands.ToImmutable();
    }

    private static ImmediateOperand Immediate(in Instruction decoded, int index)
    {
        int size = decoded.GetOpKind(index) switch
        {
            OpKind.Immediate8 => 1,
            OpKind.Immediate16 or OpKind.Immediate8to16 => 2,
            OpKind.Immediate32 or OpKind.Immediate8to32 => 4,
            _ => 8,
        };
        return new ImmediateOperand(Width.Truncate(decoded.GetImmediate(index), size), size);
    }

    private static MemoryOperand Memory(in Instruction decoded, OpAccess access)
    {
        bool relative = decoded.IsIPRelativeMemoryOperand;
        bool none = decoded.MemoryBase == Register.None || relative;
        return new MemoryOperand(
            none ? null : Part(decoded.MemoryBase).Register,
            decoded.MemoryIndex == Register.None ? null : Part(decoded.MemoryIndex).Register,
            decoded.MemoryIndexScale,
            decoded.MemoryDisplacement64,
            AddressSize(decoded),
            access == OpAccess.NoMemAccess ? 0 : decoded.MemorySize.GetSize(),
            Loads: access is OpAccess.Read or OpAccess.CondRead or OpAccess.ReadWrite or OpAccess.ReadCondWrite,
            Stores: access is OpAccess.Write or OpAccess.CondWrite or OpAccess.ReadWrite or OpAccess.ReadCondWrite
        );
    }

    private static RegisterPart Part(Register register)
    {
        bool high = register is Register.AH or Register.CH or Register.DH or Register.BH;
        return new RegisterPart((GeneralRegister)(register.GetFullRegister() - Register.RAX), register.GetSize(), high);
    }

    private static int OperandSize(in Instruction decoded, Mnemonic mnemonic, ImmutableArray<Operand> operands) =>
        mnemonic switch
        {
            Mnemonic.Push or Mnemonic.Pop or Mnemonic.Pushf or Mnemonic.Popf => Math.Abs(decoded.StackPointerIncrement),
            Mnemonic.Call or Mnemonic.Ret or Mnemonic.Leave => decoded.CodeSize == CodeSize.Code64 ? 8 : 4,
            Mnemonic.Out => operands[1].Size,
            _ when decoded.IsStringInstruction => decoded.MemorySize.GetSize(),
            _ => operands.Length > 0 ? operands[0].Size : 0,
        };

    private static int AddressSize(in Instruction decoded)
    {
        for (int index = 0; index < decoded.OpCount; index++)
        {
            switch (decoded.GetOpKind(index))
            {
                case OpKind.MemorySegSI or OpKind.MemorySegDI or OpKind.MemoryESDI:
                    return 2;
                case OpKind.MemorySegESI or OpKind.MemorySegEDI or OpKind.MemoryESEDI:
                    return 4;
                case OpKind.Memory when decoded.MemoryBase != Register.None:
                    return decoded.MemoryBase.GetSize();
                case OpKind.Memory when decoded.MemoryIndex != Register.None:
                    return decoded.MemoryIndex.GetSize();
                case OpKind.Memory when decoded.MemoryDisplSize is 2 or 4 or 8:
                    return decoded.MemoryDisplSize;
            }
        }

        int counter = decoded.Code.ToOpCode().AddressSize / 8;
        return counter > 0 ? counter
            : decoded.CodeSize == CodeSize.Code64 ? 8
            : 4;
    }

    private static Repeat RepeatOf(in Instruction decoded, Mnemonic mnemonic)
    {
        bool compares = mnemonic is Mnemonic.Cmps or Mnemonic.Scas;
        return (decoded.IsStringInstruction, decoded.HasRepnePrefix, decoded.HasRepePrefix) switch
        {
            (true, true, _) => compares ? Repeat.WhileNotEqual : Repeat.WhileCounting,
            (true, _, true) => compares ? Repeat.WhileEqual : Repeat.WhileCounting,
            _ => Repeat.None,
        };
    }

    private static FrozenDictionary<IcedMnemonic, Mnemonic> Mnemonics()
    {
        Dictionary<IcedMnemonic, Mnemonic> known = new()
        {
            [IcedMnemonic.Endbr32] = Mnemonic.Nop,
            [IcedMnemonic.Endbr64] = Mnemonic.Nop,
            [IcedMnemonic.Movsxd] = Mnemonic.Movsx,
            [IcedMnemonic.Sal] = Mnemonic.Shl,
            [IcedMnemonic.Pushfd] = Mnemonic.Pushf,
            [IcedMnemonic.Pushfq] = Mnemonic.Pushf,
            [IcedMnemonic.Popfd] = Mnemonic.Popf,
            [IcedMnemonic.Popfq] = Mnemonic.Popf,
            [IcedMnemonic.Jecxz] = Mnemonic.Jcxz,
            [IcedMnemonic.Jrcxz] = Mnemonic.Jcxz,
            [IcedMnemonic.Ud0] = Mnemonic.Ud2,
            [IcedMnemonic.Ud1] = Mnemonic.Ud2,
        };
        foreach (var ours in Enum.GetValues<Mnemonic>())
        {
            // Conditional families have no namesake and are recognised by their condition; string instructions are
            // named by width.
            string[] names = ours is Mnemonic.Movs or Mnemonic.Cmps or Mnemonic.Stos or Mnemonic.Lods or Mnemonic.Scas
                ? [ours + "b", ours + "w", ours + "d", ours + "q"]
                : [ours.ToString()];
            foreach (string name in names)
            {
                if (Enum.TryParse(name, out IcedMnemonic theirs))
                {
                    known[theirs] = ours;
                }
            }
        }

        return known.ToFrozenDictionary();
    }
}
