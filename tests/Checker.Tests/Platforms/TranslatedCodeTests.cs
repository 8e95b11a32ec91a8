using System.Globalization;
using System.Text.RegularExpressions;
using Checker.Tests.Litmus;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Platforms;

/// <summary>
/// How QEMU's translated code cuts an access. One CPU stores ones over zeros, the other loads once: which bytes can it
/// see new (bit 0 the lowest)? The sets of a device under 7.2 are those of QEMU 7.2.22 (Debian 12, multi-threaded TCG,
/// Cirrus VGA, 30,000 stores each), no more and no less; across a page of RAM, where nothing is waited for, it showed
/// the few that are listed.
/// </summary>
public sealed partial class TranslatedCodeTests
{
    private const int Word = 0x10000;
    private const int Page = 0x11000;
    private const string EightInFours = "0 1 3 7 f 10 11 13 17 1f 30 31 33 37 3f 70 71 73 77 7f f0 f1 f3 f7 ff";

    [Theory]
    // Aligned: one access, of eight bytes too.
    [InlineData("qemu=7.2", 4, Word, "0 f")]
    [InlineData("qemu=7.2", 8, Word, "0 ff")]
    [InlineData("qemu=8.1", 8, Word, "0 ff")]
    // 7.2: bytes are stored, two aligned words loaded, with the big lock free in between.
    [InlineData("qemu=7.2", 4, Word + 1, "0 1 3 7 8 9 b f")]
    [InlineData("qemu=7.2", 4, Word + 2, "0 1 3 4 5 7 c d f")]
    [InlineData("qemu=7.2", 4, Word + 3, "0 1 2 3 6 7 e f")]
    [InlineData("qemu=7.2", 4, Page - 2, "0 1 3 4 5 7 c d f")]
    [InlineData("qemu=7.2", 8, Word + 4, EightInFours)]
    // 8.1: the lock is held over all that lies in one page.
    [InlineData("qemu=8.1", 2, Word + 1, "0 3")]
    [InlineData("qemu=8.1", 4, Word + 2, "0 f")]
    [InlineData("qemu=8.1", 8, Word + 4, "0 ff")]
    [InlineData("qemu=8.1", 4, Page - 2, "0 3 c f")]
    [InlineData("qemu=8.1", 8, Page - 3, "0 7 f8 ff")]
    public void A_device_shows_these_mixtures(string settings, int size, int place, string mixtures) =>
        Assert.Equal(mixtures, string.Join(' ', Mixtures(settings, size, place)));

    [Theory]
    [InlineData(4, Page - 1, "0 1 2 3 6 7 e f", "0 1 7 f")]
    [InlineData(4, Page - 2, "0 1 3 4 5 7 c d f", "0 3 c f")]
    [InlineData(4, Page - 3, "0 1 3 7 8 9 b f", "0 7 8 f")]
    [InlineData(8, Page - 4, EightInFours, "0 1 f f0 ff")]
    public void RAM_across_a_page_shows_more_than_two_halves_under_7_2(
        int size,
        int place,
        string mixtures,
        string seen
    )
    {
        var shown = Mixtures("qemu=7.2 region=ram", size, place);

        Assert.Equal(mixtures, string.Join(' ', shown));
        Assert.Subset(shown.ToHashSet(), seen.Split(' ').ToHashSet());
    }

    [Fact]
    public void RAM_across_a_page_is_loaded_and_stored_in_bytes_under_8_1()
    {
        // Both go upwards, so that what is new grows while it is looked at; with store buffers too.
        Assert.Equal("0 1 2 3 4 5 6 7 8 9 a b c d e f", string.Join(' ', Mixtures("region=ram", 4, Page - 2)));
        Assert.Equal("0 1 2 3", string.Join(' ', Mixtures("region=ram memory=sc", 2, Page - 1)));
    }

    [Theory]
    [InlineData("7.2")]
    [InlineData("8.1")]
    public void RAM_within_a_page_is_the_host_s(string version)
    {
        Assert.Equal("0 ff", string.Join(' ', Mixtures($"qemu={version} region=ram", 8, Page - 8)));
        Assert.Equal("0 f f0 ff", string.Join(' ', Mixtures($"qemu={version} region=ram", 8, Page - 68)));
    }

    /// <summary>
    /// On 7.2.22: 3.1 million XADD across a page of RAM, 4.1 million on the device; never part of a store.
    /// </summary>
    [Theory]
    [InlineData("qemu=7.2")]
    [InlineData("qemu=7.2 region=ram")]
    [InlineData("qemu=8.1")]
    [InlineData("qemu=8.1 region=ram")]
    public void An_atomic_instruction_never_sees_part_of_a_store(string settings)
    {
        Assert.Equal("0 f", string.Join(' ', Mixtures(settings, 4, Page - 2, "lock xaddl %eax,(%rdi)")));
        Assert.Equal("0 f", string.Join(' ', Mixtures("qemu=7.2", 4, Word + 2, "lock xaddl %eax,(%rdi)")));
    }

    /// <summary>
    /// An atomic instruction waits until other CPUs are between two instructions, so it does not come between the load
    /// and the store of a plain one. On 7.2.22, 60,000 of 60,000 on the device and across a page; 53,412 on a word of
    /// RAM, where the host executes both.
    /// </summary>
    [Theory]
    [InlineData("qemu=7.2", "cell", false)]
    [InlineData("qemu=8.1", "across_page", false)]
    [InlineData("qemu=7.2 region=ram", "across_page", false)]
    [InlineData("qemu=8.1 region=ram", "across_page", false)]
    [InlineData("qemu=8.1 region=ram", "cell", true)]
    public void A_plain_ADD_loses_nothing_beside_a_locked_one_that_stops_all_others(
        string settings,
        string word,
        bool isLost
    )
    {
        int address = (int)(word == "cell" ? AssembledGuest.Cell : AssembledGuest.AcrossPage);
        var guest = new AssembledGuest(
            32,
            cpu => cpu.add(__dword_ptr[address], 1),
            cpu => cpu.@lock.add(__dword_ptr[address], 1)
        );

        Assert.Equal(isLost, guest.CanEndWith($"{word} == 1", "tcg", settings));
        Assert.True(guest.CanEndWith($"{word} == 2", "tcg", settings));
    }

    [Fact]
    public void Two_plain_ADDs_lose_one()
    {
        static void Add(Assembler cpu) => cpu.add(__dword_ptr[(int)AssembledGuest.Cell], 1);

        Assert.True(new AssembledGuest(32, Add, Add).CanEndWith("cell == 1", "tcg"));
    }

    /// <summary>
    /// A store across a page goes into the store buffer like any other, and is no fence; a locked instruction is.
    /// </summary>
    [Theory]
    [InlineData("", "Sometimes")]
    [InlineData("lock orl $0,(%rdi)", "Never")]
    public void A_store_across_a_page_of_RAM_is_no_fence(string fence, string observation)
    {
        string text = $$"""
            X86_64 buffering
            Place=x:0x10ffe,y:0x12ffe
            { int x; int y; 0:rdi=x; 0:rsi=y; 1:rdi=y; 1:rsi=x; }
            P0 | P1 ;
            movl $-1,(%rdi) | movl $-1,(%rdi) ;
            {{fence}} | {{fence}} ;
            movb (%rsi),%al | movb (%rsi),%al ;
            exists (0:rax=0 /\ 1:rax=0)
            """;

        Assert.Equal(observation, LitmusRuns.Run(text, "tcg", "region=ram").Observation);
    }

    private static IReadOnlyList<string> Mixtures(string settings, int size, int place, string? load = null)
    {
        char suffix = size switch
        {
            2 => 'w',
            4 => 'l',
            _ => 'q',
        };
        string register = size switch
        {
            2 => "ax",
            4 => "eax",
            _ => "rax",
        };
        string text = $$"""
            X86_64 mixtures
            Place=x:0x{{place.ToString("x", CultureInfo.InvariantCulture)}}
            { uint64_t x; 0:rdi=x; 1:rdi=x; }
            P0 | P1 ;
            mov{{suffix}} $-1,(%rdi) | {{load ?? $"mov{suffix} (%rdi),%{register}"}} ;
            exists (x=0)
            """;
        var run = LitmusRuns.Run(text, "tcg", settings);
        return
        [
            .. run
                .Endings.Select(ending => Loaded().Match(ending.Text).Groups[1].Value)
                .Select(value => Mixture(unchecked((ulong)Int128.Parse(value, CultureInfo.InvariantCulture))))
                .Distinct()
                .Order()
                .Select(mixture => mixture.ToString("x", CultureInfo.InvariantCulture)),
        ];
    }

    private static int Mixture(ulong value) =>
        Enumerable.Range(0, 8).Where(i => (byte)(value >> (i * 8)) != 0).Sum(i => 1 << i);

    [GeneratedRegex(@"1:rax=(-?\d+);")]
    private static partial Regex Loaded();
}
