using System.Globalization;
using Model.Input;

namespace Model.Guests.X86.Decoding;

/// <summary>
/// A guest reached bytes that are no instruction, or an instruction that the model does not execute. Bad input: the
/// message is one line with the address, the bytes and the text.
/// </summary>
public sealed class UnsupportedInstructionException : InputException
{
    /// <summary>Names the instruction and says what is wrong with it.</summary>
    /// <param name="file">The guest's file, as the user named it.</param>
    /// <param name="address">Address of the first byte.</param>
    /// <param name="place">The address in terms of the image's symbols, or <c>null</c>.</param>
    /// <param name="bytes">The bytes there; may be empty.</param>
    /// <param name="text">The disassembly, or <c>null</c> when there is none.</param>
    /// <param name="reason">Why it cannot be executed.</param>
    public UnsupportedInstructionException(
        string file,
        ulong address,
        string? place,
        ReadOnlySpan<byte> bytes,
        string? text,
        string reason
    )
        : base(
            Compose(address, place, bytes, text, reason),
            UsesVectors(text) ? "build the guest without vector registers: gcc and clang -mgeneral-regs-only" : ""
        )
    {
        File = file;
        Address = address;
        Bytes = bytes.ToArray();
        Text = text;
        Reason = reason;
    }

    /// <summary>Address of the first byte.</summary>
    public ulong Address { get; }

    /// <summary>The bytes there; empty when the image has none.</summary>
    public IReadOnlyList<byte> Bytes { get; }

    /// <summary>The disassembly, or <c>null</c> when the bytes are no instruction.</summary>
    public string? Text { get; }

    /// <summary>Why it cannot be executed.</summary>
    public string Reason { get; }

    private static bool UsesVectors(string? text) =>
        text?.Contains("xmm", StringComparison.Ordinal) == true
        || text?.Contains("ymm", StringComparison.Ordinal) == true;

    private static string Compose(ulong address, string? place, ReadOnlySpan<byte> bytes, string? text, string reason)
    {
        string where =
            string.Create(CultureInfo.InvariantCulture, $"0x{address:x}") + (place is null ? "" : $" ({place})");
        string what = bytes.IsEmpty ? "" : ": " + Convert.ToHexStringLower(bytes) + (text is null ? "" : $" '{text}'");
        return $"unsupported instruction at {where}{what}: {reason}";
    }
}
