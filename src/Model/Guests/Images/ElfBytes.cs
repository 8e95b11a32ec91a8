using System.Buffers.Binary;

namespace Model.Guests.Images;

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
                $"expected more than the file's 0x{Bytes.Length:x} bytes"
            );
        }

        return Bytes.AsSpan((int)offset, (int)length);
    }

    /// <summary>A little-endian number of 2, 4 or 8 bytes.</summary>
    /// <exception cref="GuestImageException">The file ends before the number does.</exception>
    public ulong Number(ulong offset, int size, string part)
    {
        var slice = Slice(offset, (ulong)size, part);
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

/// <summary>
/// The sections of an ELF file by their names (System V ABI, chapter 4: sections). What is malformed counts as not
/// there.
/// </summary>
internal sealed class ElfSections
{
    private const uint TypeNoBits = 8;
    private const uint FlagCompressed = 0x800;
    private const string OldPrefix = ".zdebug";

    private readonly Dictionary<string, Section> _sections = new(StringComparer.Ordinal);

    private ElfSections() { }

    /// <summary>Finds the sections of a file; none when its section headers are malformed.</summary>
    public static ElfSections Of(ElfBytes elf)
    {
        var sections = new ElfSections();
        try
        {
            sections.Read(elf);
        }
        catch (Exception exception) when (exception is GuestImageException or InvalidDataException)
        {
            // Sections serve people; the program itself is in the segments.
        }

        return sections;
    }

    /// <summary>
    /// The contents of the first section of a name, expanded; <c>null</c> when there is none that can be read.
    /// </summary>
    public ReadOnlyMemory<byte>? Find(string name) =>
        _sections.TryGetValue(name, out var section)
            ? section.Expansion is { } expansion
                ? expansion.Expand()
                : section.Contents
            : null;

    /// <summary>Whether a section is there, compressed by Zstandard, which nothing in .NET 10 expands.</summary>
    public bool IsZstandard(string name) =>
        _sections.TryGetValue(name, out var section) && section.Expansion is { IsZstandard: true };

    private void Read(ElfBytes elf)
    {
        const string Part = "the section headers";
        ulong table = elf.Word(elf.Is64 ? 40ul : 32ul, Part);
        ulong entrySize = elf.Number(elf.Is64 ? 58ul : 46ul, 2, Part);
        ulong count = elf.Number(elf.Is64 ? 60ul : 48ul, 2, Part);
        ulong names = elf.Number(elf.Is64 ? 62ul : 50ul, 2, Part);
        var texts = new DwarfCursor(Contents(elf, table + (names * entrySize)));
        for (ulong i = 1; i < count; i++)
        {
            ulong header = table + (i * entrySize);
            if (elf.Number(header + 4, 4, Part) == TypeNoBits)
            {
                continue;
            }

            texts.Seek(elf.Number(header, 4, Part));
            string name = texts.Text();
            var contents = Contents(elf, header);
            if ((elf.Word(header + 8, Part) & FlagCompressed) != 0)
            {
                _sections.TryAdd(name, new Section(contents, SectionExpansion.OfHeader(contents, elf.Is64)));
            }
            else if (name.StartsWith(OldPrefix, StringComparison.Ordinal))
            {
                _sections.TryAdd(
                    $".debug{name[OldPrefix.Length..]}",
                    new Section(contents, SectionExpansion.OfOldForm(contents))
                );
            }
            else
            {
                _sections.TryAdd(name, new Section(contents, null));
            }
        }
    }

    private static ReadOnlyMemory<byte> Contents(ElfBytes elf, ulong header)
    {
        ulong offset = elf.Word(header + (elf.Is64 ? 24ul : 16ul), "the section headers");
        ulong size = elf.Word(header + (elf.Is64 ? 32ul : 20ul), "the section headers");
        elf.Slice(offset, size, "a section");
        return elf.Bytes.AsMemory((int)offset, (int)size);
    }

    private readonly record struct Section(ReadOnlyMemory<byte> Contents, SectionExpansion? Expansion);
}
