using System.Globalization;
using Checker.Properties;
using Checker.Tests.Platforms;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>Store buffers that grow: an exploration ends, and tells who stored without a fence.</summary>
public sealed class StoreBufferLimitTests
{
    private const int Cell = (int)AssembledGuest.Cell;

    /// <summary>
    /// It stores the same for ever, or until the other CPU says stop: without a bound there is a state for every
    /// length.
    /// </summary>
    [Theory]
    [InlineData("", 64)]
    [InlineData("store-buffer=5", 5)]
    public void A_CPU_that_stores_in_a_loop_is_told(string settings, int limit)
    {
        var result = Explore.Model(Beating(fenced: false).On("hardware", settings)).Exhaustively();

        Assert.Equal(Verdict.Bounded, result.Verdict);
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"cpu0's store buffer reached {limit} "
                    + $"stores: 0x1000 mov dword ptr [cell],1 stores once more without a fence"
            ),
            result.StoppedBy
        );
    }

    [Fact]
    public void The_reason_does_not_depend_on_workers_and_order()
    {
        var model = Explore.Model(Beating(fenced: false).On("hardware"));

        Assert.Equal(model.Exhaustively().StoppedBy, (model with { Workers = 2 }).Exhaustively().StoppedBy);
        Assert.Equal(Verdict.Bounded, model.DepthFirst().Verdict);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "memory=sc")]
    public void A_loop_with_a_fence_or_without_buffers_is_explored_whole(bool fenced, string settings) =>
        Assert.Equal(Verdict.Holds, Explore.Model(Beating(fenced).On("hardware", settings)).Exhaustively().Verdict);

    /// <summary>
    /// A buffer that never gets to its bound is explored as one without; what a bound hides is told and not called
    /// proven.
    /// </summary>
    [Theory]
    [InlineData("store-buffer=3", Verdict.Holds)]
    [InlineData("store-buffer=2", Verdict.Bounded)]
    public void As_many_stores_as_the_bound_are_no_reason(string settings, Verdict verdict)
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                for (int i = 0; i < 3; i++)
                {
                    cpu.mov(__dword_ptr[Cell + (4 * i)], 1);
                }
            }
        );

        Assert.Equal(verdict, Explore.Model(guest.On("hardware", settings)).Exhaustively().Verdict);
    }

    /// <summary>
    /// The same where the access waits for something else too: for an instruction that stops the world, or to be kicked
    /// out of the guest.
    /// </summary>
    [Theory]
    [InlineData("tcg", "")]
    [InlineData("kvm", " pause=on")]
    [InlineData("kvm", " update=on")]
    public void A_bound_is_told_behind_a_guard(string platform, string settings)
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                for (int i = 0; i < 3; i++)
                {
                    cpu.mov(__dword_ptr[0x4000], i);
                }
            },
            cpu => cpu.mov(eax, __dword_ptr[0x4000])
        );

        var result = Explore.Model(guest.On(platform, $"store-buffer=2{settings}")).Exhaustively();

        Assert.Equal(Verdict.Bounded, result.Verdict);
        Assert.StartsWith("cpu0's store buffer reached 2 stores: ", result.StoppedBy, StringComparison.Ordinal);
    }

    /// <summary>Where every way leads on beyond the bound, nobody knows what comes there.</summary>
    [Fact]
    public void A_goal_beyond_the_bound_is_not_called_unreachable()
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                var again = cpu.CreateLabel();
                cpu.Label(ref again);
                cpu.mov(__dword_ptr[Cell], 1);
                cpu.jmp(again);
            }
        );
        var result = Explore.Model(guest.On("hardware", "store-buffer=2").Goal("result0 == 5")).Exhaustively();

        Assert.Equal(Verdict.Bounded, result.Verdict);
        Assert.Empty(result.Violations);
    }

    private static AssembledGuest Beating(bool fenced) =>
        new(
            32,
            cpu =>
            {
                var again = cpu.CreateLabel();
                cpu.Label(ref again);
                cpu.mov(__dword_ptr[Cell], 1);
                if (fenced)
                {
                    cpu.mfence();
                }

                cpu.cmp(__dword_ptr[(int)AssembledGuest.Result1], 0);
                cpu.je(again);
            },
            cpu => cpu.mov(__dword_ptr[(int)AssembledGuest.Result1], 1)
        );
}
