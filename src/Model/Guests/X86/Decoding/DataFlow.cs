using System.Collections.Immutable;
using Iced.Intel;
using Model.Guests.X86.Processor;

namespace Model.Guests.X86.Decoding;

/// <summary>Which registers and flags an instruction reads and writes: what liveness is computed from.</summary>
internal static class DataFlow
{
    /// <summary>The registers read, written, and written whole whatever they held.</summary>
    public static (RegisterSet Read, RegisterSet Written, RegisterSet Replaced) Registers(
        InstructionInfo facts,
        Mnemonic mnemonic,
        ImmutableArray<Operand> operands
    )
    {
        var read = RegisterSet.None;
        var written = RegisterSet.None;
        var replaced = RegisterSet.None;
        foreach (var used in facts.GetUsedRegisters())
        {
            if (!used.Register.IsGPR())
            {
                continue;
            }

            var whole = (RegisterSet)(1 << (used.Register.GetFullRegister() - Register.RAX));
            bool reads = used.Access is not (OpAccess.Write or OpAccess.CondWrite);
            bool writes = used.Access is not (OpAccess.Read or OpAccess.CondRead);
            bool replaces = used.Access is OpAccess.Write or OpAccess.ReadWrite && used.Register.GetSize() >= 4;
            read |= reads ? whole : RegisterSet.None;
            written |= writes ? whole : RegisterSet.None;
            replaced |= replaces ? whole : RegisterSet.None;
        }

        // These may keep what the destination held, so what it held matters.
        bool keeps = mnemonic is Mnemonic.Cmovcc or Mnemonic.Bsf or Mnemonic.Bsr or Mnemonic.Shld or Mnemonic.Shrd;
        if (keeps && operands[0] is RegisterOperand destination)
        {
            read |= (RegisterSet)(1 << (int)destination.Part.Register);
        }

        return (read, written, replaced);
    }

    /// <summary>
    /// Whether the flags that it defines are always written. A shift writes flags only when its masked count is not
    /// zero, and CF only when a bit of the operand is shifted out last; a repeated string instruction writes none when
    /// its counter is zero.
    /// </summary>
    public static bool ReplacesFlags(in Instruction decoded, Mnemonic mnemonic, ImmutableArray<Operand> operands)
    {
        bool shifts =
            mnemonic
            is Mnemonic.Shl
                or Mnemonic.Shr
                or Mnemonic.Sar
                or Mnemonic.Rol
                or Mnemonic.Ror
                or Mnemonic.Rcl
                or Mnemonic.Rcr
                or Mnemonic.Shld
                or Mnemonic.Shrd;
        if (shifts)
        {
            int bits = Width.Bits(operands[0].Size);
            ulong masked = operands[^1] is ImmediateOperand count ? count.Value & (bits == 64 ? 63ul : 31ul) : 0;
            return masked > 0 && masked < (ulong)bits;
        }

        return !decoded.HasRepePrefix && !decoded.HasRepnePrefix;
    }

    /// <summary>Flags as the model names them.</summary>
    public static CpuFlags Flags(RflagsBits bits)
    {
        var flags = CpuFlags.None;
        Add(RflagsBits.CF, CpuFlags.Carry);
        Add(RflagsBits.PF, CpuFlags.Parity);
        Add(RflagsBits.AF, CpuFlags.Adjust);
        Add(RflagsBits.ZF, CpuFlags.Zero);
        Add(RflagsBits.SF, CpuFlags.Sign);
        Add(RflagsBits.IF, CpuFlags.Interrupt);
        Add(RflagsBits.DF, CpuFlags.Direction);
        Add(RflagsBits.OF, CpuFlags.Overflow);
        return flags;

        void Add(RflagsBits bit, CpuFlags flag) => flags |= (bits & bit) != 0 ? flag : CpuFlags.None;
    }
}
