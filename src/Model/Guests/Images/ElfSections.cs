namespace Model.Guests;

/// <summary>Finds the sections of an ELF file by their names (System V ABI, chapter 4: sections). What is malformed or compressed is left out.</summary>
internal static class ElfSections
{
    private const uint TypeNoBits = 8;
    private const uint FlagCompressed = 0x800;

    /// <summary>The contents of the sections by name; the first of a name counts.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ByName(ElfBytes elf)
    {
        var sections = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        try
        {
            Read(elf, sections);
        }
        catch (Exception exception) when (exception is GuestImageException or InvalidDataException)
        {
            // Sections serve people; the program itself is in the segments.
        }

        return sections;
    }

    private static void Read(ElfBytes elf, Dictionary<string, ReadOnlyMemory<byte>> sections)
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
            ulong flags = elf.Word(header + 8, Part);
            if (elf.Number(header + 4, 4, Part) != TypeNoBits && (flags & FlagCompressed) == 0)
            {
                texts.Seek(elf.Number(header, 4, Part));
                sections.TryAdd(texts.Text(), Contents(elf, header));
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
}
