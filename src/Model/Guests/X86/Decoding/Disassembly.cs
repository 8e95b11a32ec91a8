using System.Globalization;
using Iced.Intel;
using Model.Guests.Images;

namespace Model.Guests.X86.Decoding;

/// <summary>Instructions as text in Intel syntax.</summary>
internal static class Disassembly
{
    /// <summary>An instruction, with the image's symbols for absolute addresses and branch targets.</summary>
    /// <param name="decoded">The instruction.</param>
    /// <param name="image">The guest.</param>
    public static string Of(in Instruction decoded, GuestImage image)
    {
        IntelFormatter formatter = new(new Names(image));
        formatter.Options.HexPrefix = "0x";
        formatter.Options.HexSuffix = "";
        formatter.Options.UppercaseHex = false;
        formatter.Options.AddLeadingZeroToHexNumbers = false;
        formatter.Options.BranchLeadingZeros = false;
        formatter.Options.DisplacementLeadingZeros = false;
        formatter.Options.ShowBranchSize = false;
        StringOutput output = new();
        formatter.Format(decoded, output);
        return output.ToString();
    }

    /// <summary>Bytes that are no instruction, as assemblers write them.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string OfBytes(ReadOnlySpan<byte> bytes) =>
        "db "
        + string.Join(
            ',',
            bytes.ToArray().Select(value => string.Create(CultureInfo.InvariantCulture, $"0x{value:x2}"))
        );

    /// <summary>Puts symbol names for branch targets and absolute addresses, and leaves other numbers alone.</summary>
    private sealed class Names(GuestImage image) : ISymbolResolver
    {
        public bool TryGetSymbol(
            in Instruction instruction,
            int operand,
            int instructionOperand,
            ulong address,
            int addressSize,
            out SymbolResult symbol
        )
        {
            var kind = instructionOperand < 0 ? OpKind.Register : instruction.GetOpKind(instructionOperand);
            bool branch = kind is OpKind.NearBranch16 or OpKind.NearBranch32 or OpKind.NearBranch64;
            bool absolute =
                kind == OpKind.Memory
                && (instruction.MemoryBase == Register.None || instruction.IsIPRelativeMemoryOperand);
            string? name = branch || absolute ? image.TryDescribe(address) : null;
            symbol = name is null ? default : new SymbolResult(address, name);
            return name is not null;
        }
    }
}
