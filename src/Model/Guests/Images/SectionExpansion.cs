using System.Buffers.Binary;
using System.IO.Compression;

namespace Model.Guests.Images;

/// <summary>
/// How the contents of a compressed section of an ELF file are got (System V ABI, chapter 4: SHF_COMPRESSED).
/// </summary>
internal sealed class SectionExpansion
{
    private const ulong TypeZlib = 1;
    private const ulong TypeZstandard = 2;

    // The largest file that is read: no header can make the checker allocate more.
    private const ulong LargestSection = ImageFile.LargestFile;

    private readonly ReadOnlyMemory<byte> _compressed;
    private readonly ulong _type;
    private readonly ulong _size;

    private SectionExpansion(ulong type, ulong size, ReadOnlyMemory<byte> compressed)
    {
        _type = type;
        _size = size;
        _compressed = compressed;
    }

    /// <summary>Whether it is compressed by Zstandard.</summary>
    public bool IsZstandard => _type == TypeZstandard;

    /// <summary>Reads the header (Elf32_Chdr, Elf64_Chdr) that a section with SHF_COMPRESSED begins with.</summary>
    /// <param name="section">The section as it lies in the file.</param>
    /// <param name="is64">Whether the file is of ELFCLASS64.</param>
    /// <exception cref="InvalidDataException">The section ends in its header.</exception>
    public static SectionExpansion OfHeader(ReadOnlyMemory<byte> section, bool is64)
    {
        var header = new DwarfCursor(section);
        ulong type = header.Number(4);
        header.Take(is64 ? 4ul : 0);
        ulong size = header.Number(is64 ? 8 : 4);
        header.Take(is64 ? 8ul : 4);
        return new SectionExpansion(type, size, section[header.Position..]);
    }

    /// <summary>
    /// Reads the older form of GNU binutils (-gz=zlib-gnu): the letters ZLIB, the size with its highest byte first, the
    /// data.
    /// </summary>
    /// <param name="section">The section as it lies in the file.</param>
    /// <exception cref="InvalidDataException">The section ends in its header.</exception>
    public static SectionExpansion OfOldForm(ReadOnlyMemory<byte> section)
    {
        var header = new DwarfCursor(section);
        bool isZlib = header.Take(4).Span.SequenceEqual("ZLIB"u8);
        ulong size = BinaryPrimitives.ReadUInt64BigEndian(header.Take(8).Span);
        return new SectionExpansion(isZlib ? TypeZlib : 0, size, section[header.Position..]);
    }

    /// <summary>
    /// The contents; <c>null</c> when they are damaged, too large, or compressed in a way that cannot be read.
    /// </summary>
    public ReadOnlyMemory<byte>? Expand()
    {
        if (_type != TypeZlib || _size > LargestSection)
        {
            return null;
        }

        try
        {
            using var stream = new ZLibStream(new MemoryStream(_compressed.ToArray()), CompressionMode.Decompress);
            byte[] contents = new byte[_size];
            return stream.ReadAtLeast(contents, contents.Length, throwOnEndOfStream: false) == contents.Length
                ? contents
                : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
