using Checker.Litmus;
using Model.Litmus;

namespace Checker.Tests.Litmus;

/// <summary>What refinement brings out about platforms, as facts about their sources say.</summary>
public sealed class ConformTests
{
    private static readonly string[] _carry =
    [
        "adc-carry-clear",
        "adc-carry-set",
        "adc-xadd",
        "sbb-carry-clear",
        "sbb-carry-set",
    ];
    private static readonly string[] _acrossPages =
    [
        "cmpxchg8b-ring-alias",
        "cmpxchg8b-ring-down",
        "cmpxchg8b-ring-up",
    ];

    [Fact]
    public void Emulated_RAM_of_KVM_is_right_but_for_carries_and_pages() =>
        Assert.Equal(Sorted(_carry, _acrossPages), Weaker("kvm", "region=ram"));

    [Theory]
    [InlineData("F1")]
    [InlineData("F2")]
    public void Committing_nothing_on_failure_cures_the_carries(string patch) =>
        Assert.Equal(Sorted(_acrossPages), Weaker("kvm", $"region=ram patch={patch}"));

    [Theory]
    [InlineData("region=ram", "pause=on")]
    [InlineData("region=mmio", "pause=on")]
    [InlineData("region=mmio", "pause=between-exits")]
    [InlineData("region=ram", "update=on")]
    [InlineData("region=mmio", "update=on")]
    public void What_user_space_does_meanwhile_changes_no_end_and_halted_vCPUs_do_not_hold_it_up(
        string region,
        string meanwhile
    ) => Assert.Equal(Weaker("kvm", region), Weaker("kvm", $"{region} {meanwhile}"));

    [Fact]
    public void A_failed_attempt_commits_the_carry_that_the_next_one_adds()
    {
        var forbidden = Assert.Single(
            LitmusRuns.Refine(LitmusFolder.File("adc-carry-clear"), "kvm", "region=ram").Forbidden
        );

        Assert.Equal("[x]=7;", forbidden.Text);
        Assert.Equal(
            ["load 0xffffffff", "store 5", "compare-exchange 0xffffffff -> 0", "load 5", "compare-exchange 5 -> 7"],
            forbidden.Trace!.Steps.Select(step => $"{step.Kind} {(step.Kind == "load" ? step.Response : step.Operand)}")
        );
        Assert.All(
            forbidden.Trace.Steps.Where(step => step.Process == "cpu0"),
            step => Assert.Equal("lock adc dword ptr [x],1", step.Text)
        );
    }

    [Fact]
    public void Every_locked_instruction_on_a_device_of_KVM_is_weaker()
    {
        string[] weaker = Weaker("kvm", "region=mmio");

        Assert.Subset(
            weaker.ToHashSet(),
            new HashSet<string>([
                "xchg-token",
                "xadd-lost-update",
                "inc-lost-update",
                "add-store",
                "bts-lock",
                "cmpxchg-lock",
                "cmpxchg-unlock",
            ])
        );
        Assert.DoesNotContain("mov-message-passing", weaker);
    }

    [Fact]
    public void A_device_of_Xen_is_as_weak_but_a_failed_CMPXCHG_writes_nothing() =>
        Assert.Equal(
            Weaker("kvm", "region=mmio").Except(["cmpxchg-unlock", "cmpxchg8b-ring-alias", "store-8"]),
            Weaker("xen", "region=mmio").Except(["cmpxchg8b-ring-alias", "store-8"])
        );

    [Theory]
    [InlineData("xen", "region=ram")]
    [InlineData("tcg", "")]
    [InlineData("virtualbox", "")]
    [InlineData("hyper-v", "")]
    [InlineData("kvm", "region=ram patch=F7")]
    public void Nothing_is_weaker(string platform, string settings) => Assert.Empty(Weaker(platform, settings));

    [Fact]
    public void Only_XCHG_is_weaker_on_the_Hyper_V_of_2008() =>
        Assert.Equal(
            ["xchg-token", "xchg-token-pass"],
            Weaker("hyper-v", "version=2008").Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("qemu=7.2", "store-line store-page")]
    [InlineData("qemu=7.2 region=ram", "store-page")]
    [InlineData("region=ram", "store-page")]
    public void Translated_code_tears_what_is_not_aligned_on_an_old_device_or_across_a_page_of_RAM(
        string settings,
        string weaker
    ) => Assert.Equal(weaker.Split(' '), Weaker("tcg", settings));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nothing_is_weaker_on_a_device_of_TCG_whatever_the_accesses(ulong seed)
    {
        for (int i = 0; i < 300; i++)
        {
            string text = RandomLitmus.Of(seed * 1000 + (ulong)i);
            var program = new LitmusProgram(LitmusTest.Parse(text, "random.litmus"));
            var refinement = Refinement.Of(program, LitmusRuns.Platform("tcg"), CancellationToken.None);

            Assert.True(refinement.IsExhaustive);
            Assert.False(refinement.Verdict == RefinementVerdict.Weaker, text);
        }
    }

    [Theory]
    [InlineData("cmpxchg8b-ring-up")]
    [InlineData("cmpxchg8b-ring-down")]
    public void A_CMPXCHG8B_across_pages_tears_on_KVM_in_ten_ways(string file)
    {
        var refinement = LitmusRuns.Refine(LitmusFolder.File(file), "kvm", "region=ram");

        Assert.Equal(2, refinement.Hardware.Endings.Count);
        Assert.Equal(
            [
                // Both succeed: the first value or the second (T1), or half of each (T2).
                "0:EAX=0; 0:EDX=0; 1:EAX=0; 1:EDX=0; [h]=1; [l]=1;",
                "0:EAX=0; 0:EDX=0; 1:EAX=0; 1:EDX=0; [h]=1; [l]=2;",
                "0:EAX=0; 0:EDX=0; 1:EAX=0; 1:EDX=0; [h]=2; [l]=1;",
                "0:EAX=0; 0:EDX=0; 1:EAX=0; 1:EDX=0; [h]=2; [l]=2;",
                // One fails on a torn pair and writes it back: half of the winner's value is lost (T4), or not (T3).
                "0:EAX=0; 0:EDX=0; 1:EAX=0; 1:EDX=1; [h]=1; [l]=0;",
                "0:EAX=0; 0:EDX=0; 1:EAX=1; 1:EDX=0; [h]=0; [l]=1;",
                "0:EAX=0; 0:EDX=0; 1:EAX=1; 1:EDX=0; [h]=1; [l]=1;",
                "0:EAX=0; 0:EDX=2; 1:EAX=0; 1:EDX=0; [h]=2; [l]=0;",
                "0:EAX=2; 0:EDX=0; 1:EAX=0; 1:EDX=0; [h]=0; [l]=2;",
                "0:EAX=2; 0:EDX=0; 1:EAX=0; 1:EDX=0; [h]=2; [l]=2;",
            ],
            refinement.Forbidden.Select(ending => ending.Text).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("store-torn", 16)]
    [InlineData("store-torn-16", 4)]
    [InlineData("store-8", 2)]
    public void Copies_that_move_single_bytes_tear_plain_stores_of_less_than_eight(string file, int outcomes)
    {
        var refinement = LitmusRuns.Refine(LitmusFolder.File(file), "kvm", "region=ram tearing=on");

        Assert.Equal(outcomes, refinement.Platform.Endings.Count);
        Assert.Equal(outcomes > 2, refinement.Verdict == RefinementVerdict.Weaker);
    }

    [Fact]
    public void A_split_lock_tears_where_the_host_could_trap_it()
    {
        Assert.DoesNotContain("cmpxchg8b-line", Weaker("kvm", "region=ram"));
        Assert.Contains("cmpxchg8b-line", Weaker("kvm", "region=ram split-lock-detection=on"));
    }

    private static string[] Weaker(string platform, string settings) =>
        [
            .. LitmusFolder
                .Files("sdm")
                .Concat(LitmusFolder.Files("emulation"))
                .Where(file => LitmusRuns.Refine(file, platform, settings).Verdict == RefinementVerdict.Weaker)
                .Select(Path.GetFileNameWithoutExtension)
                .OfType<string>(),
        ];

    private static IEnumerable<string> Sorted(params string[][] names) =>
        names.SelectMany(group => group).Order(StringComparer.Ordinal);
}
