using System.Text;
using Model.Guests.Images;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Tests.Guests;

public sealed class FlatImageTests
{
    [Fact]
    public void LoadsBytesAndSymbols()
    {
        var image = TestGuest.Image(
            CpuMode.Bits32,
            0x100000,
            "f390 f4",
            "# counters\nstart 0x100000 2  # entry\n\ncount 1056800 8\r\n"
        );
        Assert.Equal(CpuMode.Bits32, image.Mode);
        Assert.Equal(new GuestSymbol("start", 0x100000, 2, IsFunction: true), image.Find("start"));
        Assert.Equal(0x102020ul, image.Find("count").Address);
        Assert.Equal("count+0x4", image.Describe(0x102024));
        Assert.Equal("0x100002", image.Describe(0x100002));
        Assert.Equal(0xf490f3ul, image.NumberAt(0x100000, 4));
    }

    [Fact]
    public void LoadsFromFiles()
    {
        var folder = Directory.CreateTempSubdirectory("guest");
        try
        {
            string binary = Path.Combine(folder.FullName, "guest.bin");
            string symbols = Path.Combine(folder.FullName, "guest.sym");
            File.WriteAllBytes(binary, [0x90]);
            File.WriteAllText(symbols, "bits 64\nstart 0x1000\n");
            Assert.Equal("nop", new GuestDecoder(GuestImage.LoadFlat(binary, 0x1000, symbols)).At(0x1000).Text);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("start 0x1000", 1, 1, "no 'bits' line; expected 'bits 32' or 'bits 64'")]
    [InlineData("bits 16", 1, 6, "'16' bits; expected 32 or 64")]
    [InlineData("bits", 1, 1, "'bits' with 0 values; expected 'bits 32' or 'bits 64'")]
    [InlineData("bits 32\nbits 64", 2, 1, "a second 'bits' line; expected only one")]
    [InlineData("bits 32\n\n  start", 3, 3, "symbol 'start' has no address; expected 'name address [size]'")]
    [InlineData(
        "bits 32\nstart 0xzz",
        2,
        7,
        "'0xzz' is not a number; expected decimal, or hexadecimal after 0x, below 2^64"
    )]
    [InlineData(
        "bits 32\nstart -1",
        2,
        7,
        "'-1' is not a number; expected decimal, or hexadecimal after 0x, below 2^64"
    )]
    [InlineData(
        "bits 32\nstart 0x",
        2,
        7,
        "'0x' is not a number; expected decimal, or hexadecimal after 0x, below 2^64"
    )]
    [InlineData(
        "bits 32\nstart 1 99999999999999999999",
        2,
        9,
        "'99999999999999999999' is not a number; expected decimal, or hexadecimal after 0x, below 2^64"
    )]
    [InlineData("bits 32\nstart 1 2 3", 2, 11, "'3' after the size; expected 'name address [size]'")]
    [InlineData(
        "bits 32\n1start 1",
        2,
        1,
        "'1start' is not a symbol name; expected letters, digits, '_', '.', '$' or '@', not starting with a digit"
    )]
    [InlineData("bits 32\na 1\na 2", 3, 1, "symbol 'a' appears twice; expected each name once")]
    [InlineData(
        "bits 32\na 0x100000000",
        2,
        3,
        "address 0x100000000 does not fit 32 bits; expected at most 0xffffffff after 'bits 32'"
    )]
    public void MalformedSymbolFilesAreRefusedWithLineAndColumn(string text, int line, int column, string message)
    {
        var exception = Assert.Throws<GuestImageException>(() => SymbolFile.Parse(text, "guest.sym"));
        Assert.Equal(("guest.sym", line, column), (exception.File, exception.Line, exception.Column));
        Assert.Equal(message, $"{exception.Message}; {exception.Hint}");
    }

    [Fact]
    public void ImagesThatDoNotFitAreRefused()
    {
        var exception = Assert.Throws<GuestImageException>(() =>
            TestGuest.Image(CpuMode.Bits32, 0xffffffff, "9090")
        );
        Assert.Equal(
            ("guest.bin", "does not fit at load address 0xffffffff", "expected 2 bytes to end at or before 0xffffffff"),
            (exception.File, exception.Message, exception.Hint)
        );
        Assert.Throws<GuestImageException>(() => TestGuest.Image(CpuMode.Bits32, 0x1_0000_0000, "90"));
        Assert.Throws<GuestImageException>(() => TestGuest.Image(CpuMode.Bits32, 0, ""));
        Assert.NotNull(TestGuest.Image(CpuMode.Bits64, ulong.MaxValue, "90"));
    }

    [Fact]
    public void RandomTextNeverEscapesAsAnotherException()
    {
        const string Alphabet = "bits 3264\nx0#-_.\t\r\0\u00e9start 1000";
        Random random = new(7);
        for (int round = 0; round < 5_000; round++)
        {
            StringBuilder text = new("bits 32\n");
            for (int length = random.Next(60); length > 0; length--)
            {
                text.Append(Alphabet[random.Next(Alphabet.Length)]);
            }

            var exception = Record.Exception(() => SymbolFile.Parse(text.ToString(), "guest.sym"));
            Assert.True(exception is null or GuestImageException { Line: > 0, Column: > 0 }, text.ToString());
        }
    }
}
