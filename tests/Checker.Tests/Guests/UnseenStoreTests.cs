using Checker.Properties;
using Checker.Tests.Platforms;
using Iced.Intel;
using Model.Systems;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>
/// Stores that no other CPU, no property and no device can see are not buffered; those that somebody can see are.
/// </summary>
public sealed class UnseenStoreTests
{
    private const int Page = 0x5000;
    private const int Flag = (int)AssembledGuest.Result0;
    private const int Plain = 0x4000;
    private const string Bound = "store-buffer=4";
    private const string Ends = "finished(cpu0) && finished(cpu1)";

    /// <summary>A CPU clears a page without a fence, beside another that waits for it.</summary>
    [Theory]
    [InlineData("hardware")]
    [InlineData("kvm")]
    [InlineData("tcg")]
    public void A_page_of_one_CPU_is_no_reason_for_a_bound(string platform)
    {
        var result = Explore.Model(Clearing(1024, Wait).On(platform).Goal(Ends)).Exhaustively();

        Assert.Equal(Verdict.Holds, result.Verdict);
        Assert.Null(result.StoppedBy);
    }

    /// <summary>The other CPU names a word of the page, or has an address that nobody can foresee.</summary>
    [Fact]
    public void A_page_that_another_CPU_may_see_is_buffered()
    {
        Assert.Equal(Verdict.Bounded, VerdictOf(Clearing(8, ReadsPage)));
        Assert.Equal(Verdict.Holds, VerdictOf(Clearing(8, cpu => cpu.mov(eax, __dword_ptr[Page]))));
        Assert.Equal(Verdict.Bounded, VerdictOf(Clearing(8, cpu => cpu.mov(eax, __dword_ptr[ebx]))));
        Assert.Equal(Verdict.Bounded, VerdictOf(Clearing(8, cpu => cpu.lodsd())));

        static void ReadsPage(Assembler cpu)
        {
            for (int i = 0; i < 6; i++)
            {
                cpu.mov(eax, __dword_ptr[Page + (4 * i)]);
            }
        }

        static Verdict VerdictOf(AssembledGuest guest) =>
            Explore.Model(guest.On("hardware", Bound)).Exhaustively().Verdict;
    }

    [Fact]
    public void A_page_that_a_property_or_a_device_may_see_is_buffered()
    {
        Assert.Equal(Verdict.Bounded, VerdictOf(model => model.Always("anything", _ => true)));
        Assert.Equal(Verdict.Holds, VerdictOf(model => model.Always("result1 == 0")));
        Assert.Equal(
            Verdict.Bounded,
            Explore.Model(Storing((int)AssembledGuest.Cell).On("hardware", Bound)).Exhaustively().Verdict
        );
        Assert.Equal(Verdict.Holds, Explore.Model(Storing(Page).On("hardware", Bound)).Exhaustively().Verdict);

        static Verdict VerdictOf(Func<SystemModel, SystemModel> with) =>
            Explore.Model(with(Clearing(8, Wait).On("hardware", Bound))).Exhaustively().Verdict;
    }

    /// <summary>A property must not see a store before an older one to another word.</summary>
    [Fact]
    public void What_a_property_looks_at_stays_in_order()
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.mov(__dword_ptr[Flag], 1);
                cpu.mov(__dword_ptr[Plain], 7);
            },
            Wait
        );

        Assert.Equal(
            Verdict.Holds,
            Explore.Model(guest.On("hardware").Always("plain == 7 => result0 == 1")).Exhaustively().Verdict
        );
    }

    /// <summary>
    /// Two equal stores one after the other are not one: another CPU sees the first and writes, and the second
    /// overwrites that. So a loop of equal stores may not be cut short by merging them.
    /// </summary>
    [Fact]
    public void Equal_stores_one_after_the_other_count_twice()
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.mov(__dword_ptr[Plain], 1);
                cpu.mov(__dword_ptr[Plain], 1);
            },
            cpu =>
            {
                cpu.mov(eax, __dword_ptr[Plain]);
                cpu.mov(__dword_ptr[Plain], 2);
                cpu.mfence();
                cpu.mov(__dword_ptr[(int)AssembledGuest.Result1], eax);
            }
        );

        Assert.True(guest.CanEndWith("result1 == 1 && plain == 1", "hardware"));
    }

    /// <summary>Random guests end in the same ways, and fail alike, when every store is buffered.</summary>
    [Theory]
    [InlineData("hardware")]
    [InlineData("tcg")]
    public void A_guest_ends_as_if_every_store_were_buffered(string platform)
    {
        long without = 0;
        long with = 0;
        for (ulong seed = 0; seed < 60; seed++)
        {
            var (end, states) = Run(seed, buffersAll: false);
            var (bufferedEnd, bufferedStates) = Run(seed, buffersAll: true);
            Assert.True(
                end == bufferedEnd,
                FormattableString.Invariant($"seed {seed}: {end}; all buffered: {bufferedEnd}")
            );
            Assert.True(
                states <= bufferedStates,
                FormattableString.Invariant($"seed {seed}: {states} states; all buffered: {bufferedStates}")
            );
            without += states;
            with += bufferedStates;
        }

        Assert.True(without < with);

        (string End, long States) Run(ulong seed, bool buffersAll)
        {
            var model = new AssembledGuest(
                64,
                code => RandomSharingCode.Write(code, 0, seed),
                code => RandomSharingCode.Write(code, 1, seed)
            )
            {
                Symbols = "a 0x4000 4\nown0 0x4004 4\nb 0x4008 4\nown1 0x400c 4\nresult0 0x3000 4\nresult1 0x3008 4",
            }.On(platform);
            string[] names = ["a", "own0", "b", "own1", "result0", "result1"];
            var values = names.Select(name => model.Names.Value(name)!).ToList();
            model.Always("a != 1 || b != 2").Always("finished(cpu0) => b == 0");
            if (buffersAll)
            {
                model.Always("anything", _ => true);
            }

            var exploration = Explore.Model(model) with
            {
                FinalLook = states => string.Join('.', values.Select(value => value(states))),
            };
            var result = exploration.Exhaustively();
            var failed = result.Violations.Select(violation => violation.Property).Order(StringComparer.Ordinal);
            return (
                $"{string.Join(' ', result.FinalStates.Select(final => final.Text).Order(StringComparer.Ordinal))} "
                    + $"{string.Join(' ', failed)}",
                result.States
            );
        }
    }

    /// <summary>
    /// A CPU goes far from where its stack lies. Where something relies on that it does not, the guest is explored anew
    /// without the analysis; elsewhere nobody minds.
    /// </summary>
    [Theory]
    [InlineData("hardware", "", true)]
    [InlineData("hardware", "memory=sc", false)]
    [InlineData("kvm", "", true)]
    public void Where_a_stack_pointer_leaves_its_stack_nothing_is_taken_for_alone(
        string platform,
        string settings,
        bool isNoted
    )
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.sub(esp, 0x20_0000);
                cpu.mov(__dword_ptr[esp], 5);
                cpu.mov(eax, __dword_ptr[esp]);
                cpu.mov(__dword_ptr[Flag], eax);
            }
        )
        {
            StackSize = 0x100,
        };

        var result = Explore.Model(guest.On(platform, settings).Goal("result0 == 5")).Exhaustively();

        Assert.Equal(Verdict.Holds, result.Verdict);
        Assert.Equal(isNoted, result.Note?.Contains("far from its stack", StringComparison.Ordinal) == true);
    }

    private static AssembledGuest Clearing(int words, Action<Assembler> other) =>
        new(
            32,
            cpu =>
            {
                cpu.mov(edi, Page);
                cpu.mov(ecx, words);
                cpu.mov(eax, 1);
                cpu.rep.stosd();
                cpu.mov(__dword_ptr[Flag], 1);
            },
            other
        );

    private static AssembledGuest Storing(int start) =>
        new(
            32,
            cpu =>
            {
                for (int i = 0; i < 6; i++)
                {
                    cpu.mov(__dword_ptr[start + (4 * i)], 1);
                }
            }
        );

    private static void Wait(Assembler cpu)
    {
        var again = cpu.CreateLabel();
        cpu.Label(ref again);
        cpu.cmp(__dword_ptr[Flag], 0);
        cpu.je(again);
    }
}
