namespace Model.Guests.Images;

/// <summary>
/// Reads the headers of the units in .debug_info (DWARF 5, section 7.5.1, and the same section of versions 2 to 4).
/// </summary>
internal static class DwarfUnits
{
    private const ulong LongForm = 0xffff_ffff;
    private const ulong NewestVersion = 5;

    /// <summary>
    /// Whether a unit was compiled for addresses of eight bytes. <c>false</c> when the file has no debugging
    /// information, or malformed one.
    /// </summary>
    public static bool HaveLongAddresses(ElfSections sections)
    {
        if (sections.Find(".debug_info") is not { } contents)
        {
            return false;
        }

        var section = new DwarfCursor(contents);
        try
        {
            while (!section.IsAtEnd)
            {
                if (AddressSize(section) == 8)
                {
                    return true;
                }
            }
        }
        catch (InvalidDataException)
        {
            // What cannot be read proves nothing.
        }

        return false;
    }

    private static int AddressSize(DwarfCursor section)
    {
        ulong length = section.Number(4);
        int offsetSize = length == LongForm ? 8 : 4;
        var unit = new DwarfCursor(section.Take(offsetSize == 8 ? section.Number(8) : length));
        ulong version = unit.Number(2);
        if (version > NewestVersion)
        {
            return 0;
        }

        unit.Take(version == NewestVersion ? 1ul : (ulong)offsetSize);
        return unit.Byte();
    }
}
