using System.Globalization;
using Model.Guests.Images;
using Model.Scenarios.Guests;

namespace Model.Tests.Guests;

/// <summary>
/// Line tables of all versions, as gcc makes them, against what addr2line says of every instruction (see Lines/build).
/// </summary>
public sealed class LineTableTests
{
    public static TheoryData<string> Samples =>
        [
            "bits32-dwarf2",
            "bits32-dwarf3",
            "bits32-dwarf4",
            "bits32-dwarf5",
            "bits64-dwarf2",
            "bits64-dwarf3",
            "bits64-dwarf4",
            "bits64-dwarf5",
            "bits32-zlib",
            "bits64-zlib",
            "bits64-zlib-gnu",
            "bits64-x32",
        ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_instruction_has_the_line_that_addr2line_gives_it(string sample)
    {
        var lines = ElfImage.Parse(Resource($"{sample}.elf"), sample).Lines;
        string[] expected = System
            .Text.Encoding.UTF8.GetString(Resource($"{sample}.txt"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.True(expected.Length > 20);
        Assert.Equal(expected, expected.Select(line => Told(lines, line.Split(' ')[0])));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Nothing_is_known_of_other_addresses(string sample)
    {
        var lines = ElfImage.Parse(Resource($"{sample}.elf"), sample).Lines;

        Assert.Null(lines.Find(0));
        Assert.Null(lines.Find(0xfffff));
        Assert.Null(lines.Find(0x100100));
        Assert.Null(lines.Find(ulong.MaxValue));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_damage_does_harm(string sample)
    {
        byte[] whole = Resource($"{sample}.elf");
        var intact = ElfImage.Parse(whole, sample);
        for (int at = 64; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0xff;
            try
            {
                var image = ElfImage.Parse(damaged, sample);
                image.Lines.Find(intact.Segments[0].Address);
            }
            catch (GuestImageException)
            {
                // A damaged symbol table or segment is told as ever.
            }
        }
    }

    [Fact]
    public void Lines_that_Zstandard_compresses_are_missed_with_a_note()
    {
        byte[] file = Resource("bits64-zlib.elf");
        Assert.Null(ElfImage.Parse(file, "a.elf").Lines.Note);
        byte[] header = [1, 0, 0, 0, 0, 0, 0, 0];

        // The header of a compressed section has 24 bytes, and zlib's own follows.
        int[] places =
        [
            .. Enumerable
                .Range(0, file.Length - 24)
                .Where(at => file.AsSpan(at, 8).SequenceEqual(header) && file[at + 24] == 0x78),
        ];
        foreach (int at in places)
        {
            file[at] = 2;
        }

        var lines = ElfImage.Parse(file, "a.elf").Lines;

        Assert.Equal(5, places.Length);
        Assert.Equal(
            "a.elf: no line numbers, since .debug_line is compressed by Zstandard; compile and link with -gz=zlib or "
                + "-gz=none",
            lines.Note
        );
        Assert.True(lines.IsEmpty);
    }

    [Fact]
    public void A_compressed_section_that_claims_to_be_large_is_left_out()
    {
        byte[] file = Resource("bits64-zlib-gnu.elf");
        for (
            int at = file.AsSpan().IndexOf("ZLIB"u8);
            at >= 0;
            at = file.AsSpan(at + 4).IndexOf("ZLIB"u8) is >= 0 and var next ? at + 4 + next : -1
        )
        {
            file.AsSpan(at + 4, 8).Fill(0xff);
        }

        Assert.True(ElfImage.Parse(file, "a.elf").Lines.IsEmpty);
    }

    [Fact]
    public void The_guests_that_come_with_the_checker_have_lines()
    {
        var image = new EmbeddedFiles().LoadElf("guests/lhv-O2-xchg.elf");

        Assert.Equal("lhv.c", image.Lines.Find(image.Find("cpu0").Address)!.Value.File);
    }

    /// <summary>
    /// What gcc makes no use of: DWARF in its 64-bit form, all standard and extended instructions, and those that
    /// nobody knows.
    /// </summary>
    [Fact]
    public void Every_instruction_of_the_machine_is_understood()
    {
        byte[] header =
        [
            1,
            1,
            0xfb,
            14,
            14, // least length, statements, line base -5, line range 14, first special instruction
            0,
            1,
            1,
            1,
            1,
            0,
            0,
            0,
            1,
            0,
            0,
            1,
            2, // operands of the standard instructions and of one that is unknown
            .. "src\0"u8,
            0,
            .. "a.c\0"u8,
            1,
            0,
            0,
            .. "/abs/../b.c\0"u8,
            0,
            0,
            0,
            0,
        ];
        byte[] program =
        [
            0,
            9,
            2,
            0,
            0,
            0,
            0,
            0x80,
            0x88,
            0xff,
            0xff, // set address 0xffff888000000000
            3,
            0x09,
            1, // advance line by 9; copy: line 10
            8,
            1, // advance as the last special instruction does: 17
            9,
            0x00,
            0x10,
            3,
            0x7f,
            1, // advance by a fixed 0x1000; line 9
            13,
            1,
            2,
            10,
            11,
            12,
            3,
            5,
            4,
            6,
            7, // the unknown one with two operands; the rest changes no row
            4,
            2,
            2,
            0x05,
            1, // the second file; advance by 5
            0,
            8,
            3,
            .. "c.c\0"u8,
            1,
            0,
            0,
            4,
            3,
            2,
            1,
            1, // a third one
            0,
            2,
            0x80,
            7, // an unknown extended instruction
            14 + (1 * 14) + 5 + 2, // special: address 1, line 2
            2,
            3,
            0,
            1,
            1, // end
        ];
        byte[] unit = [3, 0, .. BitConverter.GetBytes((ulong)header.Length), .. header, .. program];
        var sequences = new List<IReadOnlyList<LineRow>>();

        new LineProgram(new DwarfCursor(unit), 8, (_, _) => "").Run(sequences.Add);

        Assert.Equal(
            [
                "0xffff888000000000 src/a.c:10",
                "0xffff888000000011 src/a.c:10",
                "0xffff888000001011 src/a.c:9",
                "0xffff888000001016 /b.c:9",
                "0xffff888000001017 src/c.c:9",
                "0xffff888000001018 src/c.c:11",
                "0xffff88800000101b -",
            ],
            Assert
                .Single(sequences)
                .Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"0x{row.Address:x} {(row.Line is { } line ? $"{line.File}:{line.Line}" : "-")}"
                    )
                )
        );
    }

    private static string Told(LineTable lines, string address) =>
        lines.Find(ulong.Parse(address.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"{address} {line.File}:{line.Line}")
            : $"{address} ??:0";

    private static byte[] Resource(string name)
    {
        using var stream = typeof(LineTableTests).Assembly.GetManifestResourceStream($"lines/{name}")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
