using Iced.Intel;

namespace Model.Guests.X86.Decoding;

/// <summary>
/// Encodings that every processor answers with #UD (Intel SDM volume 2, appendix A, and the instructions' own pages;
/// volume 3, section 6.15, interrupt 6): a LOCK prefix where none is allowed, a register where an operand must lie in
/// memory, an opcode that 64-bit mode took away, a slot of an opcode group that is reserved.
/// </summary>
/// <remarks>
/// Only the one-byte opcode map and two groups of the two-byte map are judged. Everywhere else processors keep getting
/// new instructions, so bytes that the decoder does not know may well be one.
/// </remarks>
internal static class UndefinedOpcode
{
    /// <summary>Finds out about bytes that are not decoded.</summary>
    /// <param name="bytes">The bytes, from the first prefix on.</param>
    /// <param name="address">Where they lie.</param>
    /// <param name="bits">64 or 32.</param>
    /// <param name="length">How many of the bytes make the encoding.</param>
    /// <param name="forbidden">The instruction, when there would be one but for a LOCK prefix or a register that it
    /// does not take.</param>
    /// <returns>Whether they raise #UD.</returns>
    public static bool Is(byte[] bytes, ulong address, int bits, out int length, out Instruction? forbidden)
    {
        forbidden = null;
        int opcode = 0;
        while (opcode < bytes.Length && IsPrefix(bytes[opcode], bits))
        {
            opcode++;
        }

        length = opcode + 1;
        if (opcode == bytes.Length)
        {
            return false;
        }

        if (bits == 64 && IsGoneIn64BitMode(bytes[opcode]))
        {
            return true;
        }

        var decoder = Decoder.Create(bits, new ByteArrayCodeReader(bytes), address, DecoderOptions.NoInvalidCheck);
        decoder.Decode(out var decoded);
        length = decoded.Length;
        if (!decoded.IsInvalid)
        {
            // With LOCK, AMD's processors take CR8 for the CR0 of a MOV, and execute VERW.
            bool accepted =
                decoded.Op0Register.IsCR()
                || decoded.Op1Register.IsCR()
                || decoded.Mnemonic == Iced.Intel.Mnemonic.Verw;
            forbidden = accepted ? null : decoded;
            return decoded.Encoding == EncodingKind.Legacy && !accepted;
        }

        return decoder.LastError != DecoderError.NoMoreBytes && IsReserved(bytes.AsSpan(opcode), bits);
    }

    private static bool IsPrefix(byte value, int bits) =>
        value is 0x26 or 0x2e or 0x36 or 0x3e or 0x64 or 0x65 or 0x66 or 0x67 or 0xf0 or 0xf2 or 0xf3
        || (bits == 64 && value is >= 0x40 and <= 0x4f);

    // PUSH and POP of segments, BCD arithmetic, PUSHA, POPA, the copy of group 1, far CALL and JMP, INTO, SALC. AAD is
    // not among them: its opcode is a prefix where there are 32 registers.
    private static bool IsGoneIn64BitMode(byte opcode) =>
        opcode
            is 0x06
                or 0x07
                or 0x0e
                or 0x16
                or 0x17
                or 0x1e
                or 0x1f
                or 0x27
                or 0x2f
                or 0x37
                or 0x3f
                or 0x60
                or 0x61
                or 0x82
                or 0x9a
                or 0xce
                or 0xd4
                or 0xd6
                or 0xea;

    // Not the escapes to other maps: 0F, VEX (C4, C5), EVEX (62), XOP (8F), the prefix D5 and x87 (D8 to DF).
    private static bool IsReserved(ReadOnlySpan<byte> opcode, int bits) =>
        opcode switch
        {
            [0x0f, 0xc7, var operand, ..] => operand >= 0xc0 && (operand >> 3 & 7) == 1,
            [0x0f, 0xba, var operand, ..] => (operand >> 3 & 7) < 4,
            [0x0f or 0xc4 or 0xc5 or 0x62 or 0x8f or (>= 0xd8 and <= 0xdf), ..] => false,
            [0xd5, ..] => bits == 32,
            _ => true,
        };
}
