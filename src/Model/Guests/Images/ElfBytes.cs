using System.Buffers.Binary;

namespace Model.Guests;

/// <summary>The bytes of an ELF file, read with every bound checked.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="File">Its name, for messages.</param>
/// <param name="Is64">Whether words have 8 bytes (ELFCLASS64) and not 4.</param>
internal sealed record ElfBytes(byte[] Bytes, string File, bool Is64)
{
    /// <summary>Part of the file.</summary>
    /// <exception cref="GuestImageException">The file ends before the part does.</exception>
    public ReadOnlySpan<byte> Slice(ulong offset, ulong length, string part)
    {
        if (offset > (ulong)Bytes.Length || length > (ulong)Bytes.Length - offset)
        {
            throw Wrong(
                $"is truncated: {part} would need 0x{length:x} bytes at offset 0x{offset:x}",
                $"expected more than the file's 0x{Bytes.Length:x} bytes");
        }

        return Bytes.AsSpan((int)offset, (int)length);
    }

    /// <summary>A little-endian number of 2, 4 or 8 bytes.</summary>
    /// <exception cref="GuestImageException">The file ends before the number does.</exception>
    public ulong Number(ulong offset, int size, string part)
    {
        ReadOnlySpan<byte> slice = Slice(offset, (ulong)size, part);
        return size switch
        {
            2 => BinaryPrimitives.ReadUInt16LittleEndian(slice),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(slice),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(slice),
        };
    }

    /// <summary>A number of the file's class: 4 or 8 bytes.</summary>
    public ulong Word(ulong offset, string part) => Number(offset, Is64 ? 8 : 4, part);

    public GuestImageException Wrong(string problem, string hint) => new(File, problem, hint);
}
