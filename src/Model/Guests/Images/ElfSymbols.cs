using System.Text;

namespace Model.Guests.Images;

/// <summary>
/// Reads the symbol table of an ELF file (System V ABI, chapter 4: sections, string table, symbol table).
/// </summary>
internal static class ElfSymbols
{
    private const uint SectionSymbolTable = 2;
    private const int BindingLocal = 0;
    private const int TypeFunction = 2;
    private const int LongestName = 4096;

    /// <summary>The named symbols that stand for addresses: functions, objects and labels.</summary>
    /// <exception cref="GuestImageException">There is no symbol table, it is malformed, or no symbol in it stands for
    /// an address.</exception>
    public static List<GuestSymbol> Read(ElfBytes elf)
    {
        ulong sections = elf.Word(elf.Is64 ? 40ul : 32ul, "the header");
        ulong entrySize = elf.Number(elf.Is64 ? 58ul : 46ul, 2, "the header");
        ulong count = elf.Number(elf.Is64 ? 60ul : 48ul, 2, "the header");
        ulong expectedSize = elf.Is64 ? 64ul : 40ul;
        if (count > 0 && entrySize != expectedSize)
        {
            throw elf.Wrong($"has section headers of {entrySize} bytes", $"expected {expectedSize}");
        }

        elf.Slice(sections, count * entrySize, "the section headers");
        for (ulong index = 0; index < count; index++)
        {
            ulong header = sections + index * entrySize;
            if (elf.Number(header + 4, 4, "the section headers") == SectionSymbolTable)
            {
                return ReadTable(elf, header, sections, count);
            }
        }

        throw NoSymbols(elf);
    }

    private static List<GuestSymbol> ReadTable(ElfBytes elf, ulong header, ulong sections, ulong count)
    {
        (ulong offset, ulong size) = Extent(elf, header);
        ulong link = elf.Number(header + (elf.Is64 ? 40ul : 24ul), 4, "the section headers");
        if (link >= count)
        {
            throw elf.Wrong(
                $"has a symbol table whose names are in section {link}",
                $"expected a section below {count}"
            );
        }

        (ulong namesOffset, ulong namesSize) = Extent(elf, sections + link * (elf.Is64 ? 64ul : 40ul));
        var names = elf.Slice(namesOffset, namesSize, "the symbol names");
        elf.Slice(offset, size, "the symbol table");
        ulong entrySize = elf.Is64 ? 24ul : 16ul;
        List<GuestSymbol> symbols = [];
        for (ulong entry = offset; entry + entrySize <= offset + size; entry += entrySize)
        {
            if (ReadSymbol(elf, entry, names) is { } symbol)
            {
                symbols.Add(symbol);
            }
        }

        return symbols.Count > 0 ? symbols : throw NoSymbols(elf);
    }

    private static (ulong Offset, ulong Size) Extent(ElfBytes elf, ulong header)
    {
        ulong offset = elf.Word(header + (elf.Is64 ? 24ul : 16ul), "the section headers");
        ulong size = elf.Word(header + (elf.Is64 ? 32ul : 20ul), "the section headers");
        return (offset, size);
    }

    private static GuestSymbol? ReadSymbol(ElfBytes elf, ulong entry, ReadOnlySpan<byte> names)
    {
        const string Part = "the symbol table";
        ulong nameOffset = elf.Number(entry, 4, Part);
        int kind = elf.Bytes[(int)entry + (elf.Is64 ? 4 : 12)];
        ulong section = elf.Number(entry + (elf.Is64 ? 6ul : 14ul), 2, Part);
        ulong address = elf.Word(entry + (elf.Is64 ? 8ul : 4ul), Part);
        ulong size = elf.Word(entry + (elf.Is64 ? 16ul : 8ul), Part);
        int type = kind & 15;
        if (section == 0 || type > TypeFunction)
        {
            return null;
        }

        if (nameOffset >= (ulong)names.Length)
        {
            throw elf.Wrong(
                $"has a symbol whose name is at 0x{nameOffset:x} of the symbol names",
                $"expected an offset below 0x{names.Length:x}"
            );
        }

        string name = Name(names[(int)nameOffset..]);
        return name.Length == 0
            ? null
            : new GuestSymbol(name, address, size, type == TypeFunction, kind >> 4 != BindingLocal);
    }

    // A name is shown to the user, so nothing in it may act on a terminal; and a file without a NUL must not make a
    // name of megabytes for each symbol.
    private static string Name(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, LongestName)];
        int end = bytes.IndexOf((byte)0);
        string text = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        return string.Create(
            text.Length,
            text,
            static (span, source) =>
            {
                for (int index = 0; index < span.Length; index++)
                {
                    span[index] = char.IsControl(source[index]) ? '?' : source[index];
                }
            }
        );
    }

    private static GuestImageException NoSymbols(ElfBytes elf) =>
        elf.Wrong("has no symbols", "expected a symbol table (.symtab); link without -s and do not strip");
}
