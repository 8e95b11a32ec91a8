using Checker.Properties;
using Checker.Tests.Platforms;
using Iced.Intel;
using Model.Input;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>A return that the analysis did not foresee: nothing that it took for dead may be missing.</summary>
public sealed class UnforeseenReturnTests
{
    private const ulong Cell = AssembledGuest.Cell;

    /// <summary>However it is explored; the value that the return takes along comes from the other CPU.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_taken_along_is_there(bool keepsRegisters)
    {
        Assert.Equal("finished(cpu0) => plain == 0", Fails(keepsRegisters, "finished(cpu0) => plain == 0"));
        Assert.Equal("finished(cpu0) => plain == 5", Fails(keepsRegisters, "finished(cpu0) => plain == 5"));

        foreach (
            var explore in new Func<ModelExploration, ExplorationResult>[]
            {
                exploration => exploration.Exhaustively(),
                exploration => exploration.DepthFirst(),
                exploration => (exploration with { Workers = 2 }).Exhaustively(),
                exploration => exploration.ByRandomWalks(1, walks: 10),
            }
        )
        {
            var result = explore(
                Explore.Model(Guest(keepsRegisters).On("hardware").Always("finished(cpu0) => plain == 0 || plain == 5"))
            );
            Assert.Empty(result.Violations);
            Assert.Equal(keepsRegisters, result.Note is null);
        }
    }

    /// <summary>
    /// The guest is compared with itself on the hardware, which is another guest that goes the same way.
    /// </summary>
    [Fact]
    public void A_refinement_is_judged()
    {
        var result = Explore
            .Model(Guest(false).On("hardware").Refines(Guest(false).On("hardware"), ["plain"]))
            .Exhaustively();

        Assert.Equal((Verdict.Holds, false), (result.Verdict, result.Note is null));
    }

    /// <summary>
    /// What lies below the stack pointer is not known, and that the flags of its sum are dead is not known either any
    /// more.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Below_the_stack_pointer_nothing_is_dead(bool keepsRegisters)
    {
        AssembledGuest Guest(bool sharesStacks) =>
            new(
                32,
                cpu =>
                {
                    cpu.@lock.add(__dword_ptr[esp - 4], 0);
                    Return(cpu, 0x100c);
                    cpu.mov(__dword_ptr[Cell], 1);
                }
            )
            {
                StackSize = 0x100,
                KeepsRegisters = keepsRegisters,
                SharesStacks = sharesStacks,
            };

        var refusal = Assert.ThrowsAny<InputException>(() =>
            Explore.Model(Guest(sharesStacks: false).On("hardware")).Exhaustively()
        );

        Assert.Equal("make stacks ordinary shared memory: --set stacks=shared", refusal.Hint);
        Assert.Equal(Verdict.Holds, Explore.Model(Guest(sharesStacks: true).On("hardware")).Exhaustively().Verdict);
    }

    private static string Fails(bool keepsRegisters, string claim) =>
        Assert
            .Single(Explore.Model(Guest(keepsRegisters).On("hardware").Always(claim)).Exhaustively().Violations)
            .Property;

    private static AssembledGuest Guest(bool keepsRegisters) =>
        new(
            32,
            cpu =>
            {
                cpu.mov(ecx, __dword_ptr[Cell]);
                Return(cpu, 0x100c);
                cpu.mov(__dword_ptr[0x4000], ecx);
            },
            cpu => cpu.mov(__dword_ptr[Cell], 5)
        )
        {
            StackSize = 0x100,
            KeepsRegisters = keepsRegisters,
        };

    private static void Return(Assembler cpu, uint target)
    {
        cpu.push(target);
        cpu.ret();
    }
}
