namespace Model.Guests.Images;

/// <summary>
/// Reads .debug_line of an ELF file (DWARF 5, section 6.2, and the same section of versions 2 to 4). What is malformed
/// is left out: line numbers are a help to people, and no reason to refuse a guest.
/// </summary>
internal static class DwarfLines
{
    private static readonly string[] _needed = [".debug_line", ".debug_line_str", ".debug_str"];

    private const uint LongForm = 0xffff_ffff;
    private const uint FirstReserved = 0xffff_fff0;

    /// <summary>The line table of a file; empty when it has none.</summary>
    public static LineTable Read(ElfBytes elf)
    {
        var sections = ElfSections.Of(elf);
        if (_needed.FirstOrDefault(sections.IsZstandard) is { } unread)
        {
            return new LineTable([])
            {
                Note =
                    $"{elf.File}: no line numbers, since {unread} is compressed by Zstandard; "
                    + "compile and link with -gz=zlib or -gz=none",
            };
        }

        if (sections.Find(".debug_line") is not { } lines)
        {
            return LineTable.Empty;
        }

        var sequences = new List<IReadOnlyList<LineRow>>();
        var section = new DwarfCursor(lines);
        try
        {
            while (!section.IsAtEnd)
            {
                ReadUnit(section, Text, sequences);
            }
        }
        catch (InvalidDataException)
        {
            // The length of the unit is malformed, so nobody knows where the next one is.
        }

        return new LineTable(sequences);

        string Text(string name, ulong offset)
        {
            var texts = new DwarfCursor(sections.Find(name) ?? default);
            texts.Seek(offset);
            return texts.Text();
        }
    }

    private static void ReadUnit(
        DwarfCursor section,
        Func<string, ulong, string> texts,
        List<IReadOnlyList<LineRow>> sequences
    )
    {
        ulong length = section.Number(4);
        int offsetSize = length == LongForm ? 8 : 4;
        length =
            offsetSize == 8 ? section.Number(8)
            : length < FirstReserved ? length
            : throw new InvalidDataException("a reserved length");
        var unit = section.Take(length);
        try
        {
            new LineProgram(new DwarfCursor(unit), offsetSize, texts).Run(sequences.Add);
        }
        catch (InvalidDataException)
        {
            // The rows that came before the fault are good.
        }
    }
}
