using Checker.Exploration;
using Checker.Properties;
using Checker.Tests.Platforms;
using Checker.Traces;
using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>A CPU that runs on without an access: what it is does not depend on how fast the machine is.</summary>
public sealed class EndlessGuestTests
{
    private const int Word = 0x4000;

    private static readonly Dictionary<string, Action<Assembler>> _rounds = new(StringComparer.Ordinal)
    {
        ["jmp $"] = cpu => cpu.db(0xeb, 0xfe),
        ["pause, jmp"] = cpu => cpu.db(0xf3, 0x90, 0xeb, 0xfc),
        ["a register that goes round"] = cpu => cpu.db(0x04, 0x01, 0x74, 0x00, 0xeb, 0xfa),
        ["on its own stack"] = cpu => cpu.db(0x50, 0x58, 0xeb, 0xfc),
    };

    public static TheoryData<string> Rounds => [.. _rounds.Keys];

    /// <summary>
    /// The other CPU goes on; the goal of the one that spins is out of reach, and nothing is a deadlock.
    /// </summary>
    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_round_without_an_access_is_for_ever(string name)
    {
        foreach (bool keeps in new[] { false, true })
        {
            var guest = new AssembledGuest(32, _rounds[name], cpu => cpu.mov(__dword_ptr[Word], 1))
            {
                StackSize = 64,
                KeepsRegisters = keeps,
            };

            var result = Explore
                .Model(guest.On("hardware").Goal("finished(cpu1)").Goal("finished(cpu0)"))
                .Exhaustively();

            var violation = Assert.Single(result.Violations);
            Assert.Equal((ViolationKind.Stuck, "finished(cpu0)"), (violation.Kind, violation.Property));
            Assert.Empty(violation.Trace.Steps);
            var ending = violation.Trace.Endings[0];
            Assert.Equal(ProcessActivity.Looping, ending.Activity);
            Assert.StartsWith("spin (0x1000 ", Assert.Single(ending.Details), StringComparison.Ordinal);
            Assert.True(result.Exhaustive);
        }
    }

    [Theory]
    [InlineData("kvm", "region=mmio pause=on")]
    [InlineData("kvm", "region=mmio update=on")]
    [InlineData("kvm", "region=mmio patch=F6")]
    public void A_CPU_that_spins_can_be_kicked(string platform, string settings)
    {
        var guest = new AssembledGuest(
            32,
            cpu => cpu.db(0xeb, 0xfe),
            cpu => cpu.@lock.inc(__dword_ptr[(int)AssembledGuest.Cell])
        );

        var result = Explore.Model(guest.On(platform, settings).Goal("finished(cpu1)")).Exhaustively();

        Assert.Equal(Verdict.Holds, result.Verdict);
    }

    [Fact]
    public void A_run_that_is_too_long_is_a_limit_with_its_address_the_same_every_time()
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.mov(ecx, 100_000);
                cpu.db(0x49, 0x75, 0xfd);
                cpu.mov(__dword_ptr[Word], 1);
            }
        );
        var exploration = Explore.Model(guest.On("hardware").Goal("finished(cpu0)"));

        var bounded = (exploration with { MaximumInstructions = 1000 }).Exhaustively();

        Assert.Equal(
            (
                Verdict.Bounded,
                "cpu0 runs more than 1,000 instructions without an access to shared memory, the last at 0x1006; "
                    + "raise --max-instructions"
            ),
            (bounded.Verdict, bounded.StoppedBy)
        );
        Assert.Equal(Verdict.Holds, exploration.Exhaustively().Verdict);
    }

    [Fact]
    public void The_time_limit_is_obeyed_there()
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.mov(ecx, -1);
                cpu.db(0x49, 0x75, 0xfd);
            }
        );

        var result = (
            Explore.Model(guest.On("hardware").Goal("finished(cpu0)")) with
            {
                MaximumInstructions = long.MaxValue,
                Timeout = TimeSpan.FromSeconds(0.2),
            }
        ).Exhaustively();

        Assert.Equal(Verdict.Bounded, result.Verdict);
    }
}
