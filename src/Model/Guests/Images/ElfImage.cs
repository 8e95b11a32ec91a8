using Model.Guests.X86.Processor;

namespace Model.Guests.Images;

/// <summary>
/// Reads a static, not relocated ELF executable for x86: EM_386 in ELFCLASS32, EM_X86_64 in ELFCLASS64 or, as the x32
/// ABI has it, in ELFCLASS32; little-endian, ET_EXEC (System V ABI, chapter 4: object files, and chapter 5: program
/// loading). The machine says how wide the code is.
/// </summary>
internal static class ElfImage
{
    private const int TypeExecutable = 2;
    private const int Machine386 = 3;
    private const int MachineX8664 = 62;
    private const uint SegmentLoad = 1;
    private const uint SegmentInterpreter = 3;
    private const uint FlagExecute = 1;
    private const uint FlagWrite = 2;

    // Far above any guest that can be explored, and small enough that no header can make the model allocate absurd
    // amounts.
    private const ulong LargestMemory = 1ul << 30;

    /// <summary>Reads the file's segments and symbols.</summary>
    /// <exception cref="GuestImageException">Anything is not as this class describes; the message says what and names
    /// the cure.</exception>
    public static GuestImage Parse(byte[] bytes, string file)
    {
        var elf = Identify(bytes, file);
        var mode = ModeOf(elf);
        var segments = ReadSegments(elf);
        var symbols = ElfSymbols.Read(elf);
        return new GuestImage(file, mode, segments, symbols)
        {
            LinesOnDemand = new Lazy<LineTable>(() => DwarfLines.Read(elf)),
        };
    }

    private static ElfBytes Identify(byte[] bytes, string file)
    {
        if (bytes.Length < 16 || !bytes.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
        {
            throw new GuestImageException(
                file,
                "is not an ELF file",
                "expected it to begin with 7f 45 4c 46; a flat binary needs a load address"
            );
        }

        if (bytes[4] is not (1 or 2))
        {
            throw new GuestImageException(file, $"has ELF class {bytes[4]}", "expected 1 (32-bit) or 2 (64-bit)");
        }

        if (bytes[5] != 1)
        {
            string problem = bytes[5] == 2 ? "is big-endian" : $"has data encoding {bytes[5]}";
            throw new GuestImageException(file, problem, "expected little-endian x86");
        }

        return new ElfBytes(bytes, file, Is64: bytes[4] == 2);
    }

    private static CpuMode ModeOf(ElfBytes elf)
    {
        ulong machine = elf.Number(18, 2, "the header");
        if (machine != MachineX8664 && (elf.Is64 || machine != Machine386))
        {
            throw elf.Wrong(
                $"is for machine {machine} in a {(elf.Is64 ? 64 : 32)}-bit file",
                "expected x86: 62 (EM_X86_64), or 3 (EM_386) in a 32-bit file"
            );
        }

        ulong type = elf.Number(16, 2, "the header");
        if (type != TypeExecutable)
        {
            throw elf.Wrong(
                type switch
                {
                    1 => "is an object file (ET_REL)",
                    3 => "is position-independent or a shared object (ET_DYN)",
                    4 => "is a core dump (ET_CORE)",
                    _ => $"has ELF type {type}",
                },
                "expected a static executable with fixed addresses (ET_EXEC); link with -static -no-pie"
            );
        }

        // objcopy rewrites a 64-bit program as elf32-i386 for boot loaders; executed as 32-bit code it would be another
        // program.
        return machine == MachineX8664 ? CpuMode.Bits64
            : DwarfUnits.HaveLongAddresses(ElfSections.Of(elf))
                ? throw elf.Wrong(
                    "has 64-bit code, by its debugging information, in a file that says it is 32-bit",
                    "give the file that objcopy made it from"
                )
            : CpuMode.Bits32;
    }

    private static List<GuestSegment> ReadSegments(ElfBytes elf)
    {
        ulong table = elf.Word(elf.Is64 ? 32ul : 28ul, "the header");
        ulong entrySize = elf.Number(elf.Is64 ? 54ul : 42ul, 2, "the header");
        ulong count = elf.Number(elf.Is64 ? 56ul : 44ul, 2, "the header");
        ulong expectedSize = elf.Is64 ? 56ul : 32ul;
        if (count == 0 || entrySize != expectedSize)
        {
            throw elf.Wrong(
                $"has {count} program headers of {entrySize} bytes",
                $"expected at least one, of {expectedSize} bytes each"
            );
        }

        List<GuestSegment> segments = [];
        var whole = elf.Slice(table, count * entrySize, "the program headers");
        for (int start = 0; start < whole.Length; start += (int)entrySize)
        {
            if (ReadSegment(elf, table + (ulong)start) is { } segment)
            {
                segments.Add(segment);
            }
        }

        if (segments.Count == 0)
        {
            throw elf.Wrong("has nothing to load", "expected at least one PT_LOAD segment with bytes in memory");
        }

        CheckOverlap(elf, segments);
        return segments;
    }

    private static GuestSegment? ReadSegment(ElfBytes elf, ulong header)
    {
        const string Part = "the program headers";
        ulong type = elf.Number(header, 4, Part);
        if (type == SegmentInterpreter)
        {
            throw elf.Wrong(
                "is dynamically linked (PT_INTERP)",
                "expected a static executable; link with -static -no-pie"
            );
        }

        if (type != SegmentLoad)
        {
            return null;
        }

        ulong flags = elf.Number(header + (elf.Is64 ? 4ul : 24ul), 4, Part);
        ulong offset = elf.Word(header + (elf.Is64 ? 8ul : 4ul), Part);
        ulong address = elf.Word(header + (elf.Is64 ? 16ul : 8ul), Part);
        ulong fileSize = elf.Word(header + (elf.Is64 ? 32ul : 16ul), Part);
        ulong memorySize = elf.Word(header + (elf.Is64 ? 40ul : 20ul), Part);
        if (memorySize == 0 && fileSize == 0)
        {
            return null;
        }

        if (fileSize > memorySize)
        {
            throw elf.Wrong(
                $"has a segment at 0x{address:x} with more bytes in the file than in memory",
                "expected p_filesz at most p_memsz"
            );
        }

        ulong last = elf.Is64 ? ulong.MaxValue : uint.MaxValue;
        if (memorySize > LargestMemory || memorySize - 1 > last - address)
        {
            throw elf.Wrong(
                $"has a segment of 0x{memorySize:x} bytes at 0x{address:x}",
                $"expected at most 0x{LargestMemory:x} bytes that end at or before 0x{last:x}"
            );
        }

        var contents = elf.Slice(offset, fileSize, $"the segment at 0x{address:x}");
        return new GuestSegment(
            address,
            contents.ToArray(),
            memorySize,
            (flags & FlagExecute) != 0,
            (flags & FlagWrite) != 0
        );
    }

    private static void CheckOverlap(ElfBytes elf, List<GuestSegment> segments)
    {
        segments.Sort((left, right) => left.Address.CompareTo(right.Address));
        for (int index = 1; index < segments.Count; index++)
        {
            if (segments[index - 1].Overlaps(segments[index]))
            {
                throw elf.Wrong(
                    $"has overlapping segments at 0x{segments[index - 1].Address:x} and 0x{segments[index].Address:x}",
                    "expected every address in at most one segment"
                );
            }
        }
    }
}
