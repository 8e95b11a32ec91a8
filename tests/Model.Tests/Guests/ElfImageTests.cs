using Model.Guests.Images;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Flow;
using Model.Guests.X86.Processor;

namespace Model.Tests.Guests;

public sealed class ElfImageTests
{
    [Theory]
    [InlineData(false, CpuMode.Bits32)]
    [InlineData(true, CpuMode.Bits64)]
    public void LoadsSegmentsAndSymbols(bool is64, CpuMode mode)
    {
        var image = Parse(new ElfBuilder(is64).Build());
        Assert.Equal(mode, image.Mode);
        Assert.Equal(
            [ElfBuilder.CodeAddress, ElfBuilder.DataAddress],
            image.Segments.Select(segment => segment.Address)
        );
        Assert.Equal([true, false], image.Segments.Select(segment => segment.Executable));
        Assert.Equal([false, true], image.Segments.Select(segment => segment.Writable));
        Assert.Equal(0x04030201ul, image.NumberAt(ElfBuilder.DataAddress, 8));
        Assert.Equal(0ul, image.NumberAt(ElfBuilder.DataAddress + 0x1000, 8));
        Assert.NotNull(image.SegmentAt(ElfBuilder.DataAddress + 0xff));
        Assert.Null(image.SegmentAt(ElfBuilder.DataAddress + 0x100));
        Assert.Equal(["main", "label", "counter"], image.Symbols.Select(symbol => symbol.Name));
        Assert.Equal(new GuestSymbol("counter", ElfBuilder.DataAddress, 8), image.Find("counter"));
        Assert.True(image.Find("main").IsFunction);
    }

    [Fact]
    public void TheMachineSaysHowWideTheCodeIsAndNotTheClassOfTheFile()
    {
        var image = Parse(
            new ElfBuilder(is64: false) { Machine = 62, Code = [0x48, 0x89, 0xd8, 0xf4, 0x90, 0x90] }.Build()
        );
        Assert.Equal(CpuMode.Bits64, image.Mode);
        Assert.Equal("mov rax,rbx", new GuestDecoder(image).At(ElfBuilder.CodeAddress).Text);
    }

    [Fact]
    public void A64BitProgramRewrittenAs32BitIsRefused()
    {
        using var stream = typeof(ElfImageTests).Assembly.GetManifestResourceStream("lines/bits64-rewritten.elf")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var exception = Assert.Throws<GuestImageException>(() => Parse(bytes));
        Assert.Equal(
            "has 64-bit code, by its debugging information, in a file that says it is 32-bit",
            exception.Message
        );
        Assert.Equal("give the file that objcopy made it from", exception.Hint);
    }

    [Fact]
    public void AddressesAreToldByTheNearestSymbolThatCoversThem()
    {
        var image = Parse(new ElfBuilder(is64: false).Build());
        Assert.Equal("main", image.Describe(ElfBuilder.CodeAddress));
        Assert.Equal("main+0x4", image.Describe(ElfBuilder.CodeAddress + 4));
        Assert.Equal("label", image.Describe(ElfBuilder.CodeAddress + 5));
        Assert.Equal("counter+0x7", image.Describe(ElfBuilder.DataAddress + 7));
        Assert.Equal("0x402008", image.Describe(ElfBuilder.DataAddress + 8));
        Assert.Equal("mov eax,[counter]", new GuestDecoder(image).At(ElfBuilder.CodeAddress).Text);
    }

    [Fact]
    public void AMissingSymbolSuggestsTheNearest()
    {
        var image = Parse(new ElfBuilder(is64: true).Build());
        var exception = Assert.Throws<GuestImageException>(() => image.Find("conter"));
        Assert.Equal(
            ("guest.elf", "no symbol 'conter'", "did you mean 'counter'?"),
            (exception.File, exception.Message, exception.Hint)
        );
        Assert.Null(image.TryFind("conter"));
    }

    [Fact]
    public void NothingIsFetchedFromDataOrZeros()
    {
        GuestDecoder decoder = new(Parse(new ElfBuilder(is64: true).Build()));
        Assert.Throws<UnsupportedInstructionException>(() => decoder.At(ElfBuilder.DataAddress));
        Assert.Throws<UnsupportedInstructionException>(() => decoder.At(ElfBuilder.CodeAddress + 6));
    }

    [Fact]
    public void WrongFilesAreRefusedWithAReason()
    {
        Refused(new ElfBuilder(is64: false) { Machine = 183 }.Build(), "is for machine 183 in a 32-bit file");
        Refused(new ElfBuilder(is64: true) { Machine = 3 }.Build(), "is for machine 3 in a 64-bit file");
        Refused(new ElfBuilder(is64: true) { Machine = 183 }.Build(), "is for machine 183 in a 64-bit file");
        Refused(new ElfBuilder(is64: true) { Type = 3 }.Build(), "is position-independent or a shared object (ET_DYN)");
        Refused(new ElfBuilder(is64: true) { Type = 1 }.Build(), "is an object file (ET_REL)");
        Refused(new ElfBuilder(is64: true) { FirstSegmentType = 3 }.Build(), "is dynamically linked (PT_INTERP)");
        Refused(new ElfBuilder(is64: true) { WithSymbols = false }.Build(), "has no symbols");
        Refused(
            new ElfBuilder(is64: true) { DataAt = ElfBuilder.CodeAddress + 2 }.Build(),
            "has overlapping segments at 0x401000 and 0x401002"
        );
        Refused(
            new ElfBuilder(is64: true) { DataMemorySize = 1ul << 40 }.Build(),
            "has a segment of 0x10000000000 bytes at 0x402000"
        );
        Refused(
            new ElfBuilder(is64: true) { DataMemorySize = 2 }.Build(),
            "has a segment at 0x402000 with more bytes in the file than in memory"
        );
        Refused(
            new ElfBuilder(is64: true) { DataAt = ulong.MaxValue - 8 }.Build(),
            "has a segment of 0x100 bytes at 0xfffffffffffffff7"
        );
        Refused(
            new ElfBuilder(is64: false) { DataAt = 0xffffff80 }.Build(),
            "has a segment of 0x100 bytes at 0xffffff80"
        );
        Refused(new byte[64], "is not an ELF file");
        byte[] bigEndian = new ElfBuilder(is64: false).Build();
        bigEndian[5] = 2;
        Refused(bigEndian, "is big-endian");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryTruncationIsRefused(bool is64)
    {
        byte[] whole = new ElfBuilder(is64).Build();
        for (int length = 0; length < whole.Length; length++)
        {
            var exception = Assert.Throws<GuestImageException>(() => Parse(whole[..length]));
            Assert.Contains(
                length < 16 ? "is not an ELF file" : "is truncated",
                exception.Message,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain('\n', exception.Message);
        }
    }

    [Fact]
    public void RandomDamageNeverEscapesAsAnotherException()
    {
        Random random = new(4396);
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = new ElfBuilder(is64: round % 2 == 0).Build();
            for (int flips = random.Next(1, 6); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var image = Parse(bytes[..(random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length)]);
                _ = image.Describe(ElfBuilder.CodeAddress + 3);
                _ = new GuestProgram(image, [ElfBuilder.CodeAddress]).LiveBefore(ElfBuilder.CodeAddress);
            }
            catch (GuestImageException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        }

        Assert.InRange(refused, 2_000, 18_000);
    }

    [Fact]
    public void AFileThatCannotBeReadIsRefused()
    {
        var exception = Assert.Throws<GuestImageException>(() =>
            GuestImage.LoadElf("no/such/guest.elf")
        );
        Assert.Equal(("no/such/guest.elf", "cannot be read"), (exception.File, exception.Message));
        Assert.Throws<GuestImageException>(() => GuestImage.LoadElf(Path.GetTempPath()));
        Assert.Throws<GuestImageException>(() => GuestImage.LoadElf(""));
    }

    private static GuestImage Parse(byte[] bytes) => ElfImage.Parse(bytes, "guest.elf");

    private static void Refused(byte[] bytes, string problem)
    {
        var exception = Assert.Throws<GuestImageException>(() => Parse(bytes));
        Assert.Equal(("guest.elf", problem), (exception.File, exception.Message));
        Assert.NotEmpty(exception.Hint);
    }
}
