using Checker.Exploration;
using Checker.Properties;
using Checker.Tests.Platforms;
using Model.Input;
using Model.Machine;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>
/// What a guest may do wrong: what the model cannot follow is bad input, what a processor would refuse is a violated
/// assertion.
/// </summary>
public sealed class GuestFaultTests
{
    private const int Cell = (int)AssembledGuest.Cell;

    // Of CPU 1: the middle of its slot, minus a byte count within its stack.
    private const int StackOfCpu1 = 0x7001_8000 - 0x10;

    [Fact]
    public void A_port_that_nothing_is_said_about_is_bad_input() =>
        Refused(
            new AssembledGuest(32, cpu => cpu.@out(0x80, al)),
            "cpu0 uses port 0x80 at 0x1000 (out 0x80,al), which the scenario does not mention",
            "name it: --set port.0x80=log, or =fail when the guest reports a failure there"
        );

    [Fact]
    public void An_instruction_that_is_not_supported_is_bad_input()
    {
        var exception = Refused(
            new AssembledGuest(32, cpu => cpu.mov(__dword_ptr[Cell], 1), cpu => cpu.cpuid()),
            "unsupported instruction at 0x1100: 0fa2 'cpuid': the model does not execute this instruction",
            ""
        );
        Assert.Equal("assembled.bin", exception.File);
    }

    [Fact]
    public void An_instruction_that_is_not_supported_and_never_reached_is_no_error()
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.mov(__dword_ptr[Cell], 1);
                cpu.hlt();
                cpu.cpuid();
            }
        );

        Assert.Equal(Verdict.Holds, Explore.Model(guest.On("hardware")).Exhaustively().Verdict);
    }

    [Fact]
    public void Bytes_that_are_no_instruction_are_bad_input() =>
        Refused(
            new AssembledGuest(32, cpu => cpu.db(0x0f, 0x04)),
            "unsupported instruction at 0x1000: 0f04f4000000000000000000000000: no instruction that the model knows",
            ""
        );

    [Fact]
    public void The_stack_of_another_CPU_is_bad_input() =>
        Refused(
            new AssembledGuest(32, cpu => cpu.mov(__dword_ptr[StackOfCpu1], 1), cpu => cpu.push(1))
            {
                StackSize = 0x100,
            },
            "cpu0 touches the edge of its stack or the stack of cpu1 at 0x70017ff0",
            "make stacks ordinary shared memory: --set stacks=shared"
        );

    [Fact]
    public void Below_the_stack_pointer_nothing_is_kept() =>
        Refused(
            new AssembledGuest(
                32,
                cpu =>
                {
                    cpu.mov(eax, __dword_ptr[esp - 8]);
                    cpu.mov(__dword_ptr[Cell], eax);
                }
            )
            {
                StackSize = 0x100,
            },
            "the guest reads its stack below the stack pointer, whose contents are not kept",
            "make stacks ordinary shared memory: --set stacks=shared"
        );

    [Fact]
    public void Another_name_of_a_private_stack_is_bad_input() =>
        Refused(
            new AssembledGuest(
                64,
                cpu =>
                {
                    cpu.mov(rbx, PageTable.DirectMap + 0x7000_7ff8);
                    cpu.@lock.inc(__dword_ptr[rbx]);
                }
            )
            {
                StackSize = 0x100,
            },
            "cpu0 touches the edge of its stack or the stack of cpu0 at 0xffff888070007ff8",
            "make stacks ordinary shared memory: --set stacks=shared"
        );

    /// <summary>The flags of an addition to what nobody knows.</summary>
    [Theory]
    [InlineData(32, 4, "lock add dword ptr [esp-4],0")]
    [InlineData(64, 0xa0, "lock add dword ptr [rsp-0xa0],0")]
    public void What_lies_below_the_stack_pointer_may_be_changed_but_not_used(int bits, int distance, string text)
    {
        const string Hint = "make stacks ordinary shared memory: --set stacks=shared";
        Refused(
            Guest(uses: true),
            $"cpu0 reads below its stack pointer, whose contents are not kept, at 0x1000 ({text}), and may use the "
                + "result",
            Hint
        );
        Assert.Equal(Verdict.Holds, Explore.Model(Guest(uses: false).On("hardware")).Exhaustively().Verdict);
        AssembledGuest Guest(bool uses) =>
            new(
                bits,
                cpu =>
                {
                    var end = cpu.CreateLabel();
                    cpu.@lock.add(bits == 32 ? __dword_ptr[esp - distance] : __dword_ptr[rsp - distance], 0);
                    if (!uses)
                    {
                        cpu.cmp(__dword_ptr[Cell], 1);
                    }

                    cpu.je(end);
                    cpu.mov(__dword_ptr[Cell], 1);
                    cpu.Label(ref end);
                }
            )
            {
                StackSize = 0x100,
            };
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_store_to_a_segment_that_is_not_writable_is_bad_input(bool isLocked) =>
        Refused(
            new AssembledGuest(
                32,
                cpu =>
                {
                    if (isLocked)
                    {
                        cpu.@lock.inc(__dword_ptr[0x1080]);
                    }
                    else
                    {
                        cpu.inc(__dword_ptr[0x1080]);
                    }
                }
            )
            {
                CodeIsWritable = false,
            },
            $"cpu0 stores to 0x1080 at 0x1000 ({(isLocked ? "lock " : "")}inc dword ptr [0x1080]), in a segment that "
                + "is not writable",
            "link it into a writable segment"
        );

    /// <summary>A property that names the place of an instruction makes it seen, and changes nothing else.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_port_that_a_property_names_is_still_written(bool isNamed)
    {
        var model = new AssembledGuest(32, cpu => cpu.@out((byte)AssembledGuest.FailingPort, al)).On("hardware");
        if (isNamed)
        {
            var at = model.Names!.At("cpu0", "0x1000")!;
            model.Always("the port is come to", states => at(states) || true);
        }

        var result = Explore.Model(model).Exhaustively();

        Assert.Equal(
            "the guest's own assertion holds (it reports a failure at port 0x82)",
            Assert.Single(result.Violations).Property
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_CPU_halts_where_a_property_names_its_HLT(bool keepsRegisters)
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.nop();
                cpu.hlt();
                cpu.mov(__dword_ptr[Cell], 1);
            }
        )
        {
            KeepsRegisters = keepsRegisters,
        };

        var model = guest.On("hardware").Always("cell == 0");
        var at = model.Names!.At("cpu0", "0x1001")!;
        var result = Explore.Model(model.Always("never there", states => !at(states))).Exhaustively();
        Assert.Equal("never there", Assert.Single(result.Violations).Property);
    }

    [Fact]
    public void A_division_by_zero_violates_an_assertion() =>
        Violates(new AssembledGuest(32, cpu => cpu.div(ecx)), "no #DE at 0x1000 (div ecx)");

    /// <summary>Only in some interleavings: the other CPU clears the divisor.</summary>
    [Fact]
    public void A_division_by_a_word_that_another_CPU_clears_violates_an_assertion() =>
        Violates(
            new AssembledGuest(
                32,
                cpu =>
                {
                    cpu.xor(edx, edx);
                    cpu.div(__dword_ptr[Cell]);
                },
                cpu => cpu.mov(__dword_ptr[Cell], 0)
            )
            {
                Initially = new Dictionary<string, ulong> { ["cell"] = 3 },
            },
            "no #DE at 0x1002 (div dword ptr [cell])"
        );

    [Fact]
    public void UD2_violates_an_assertion() =>
        Violates(new AssembledGuest(32, cpu => cpu.ud2()), "no #UD at 0x1000 (ud2)");

    [Fact]
    public void An_encoding_that_the_processor_refuses_violates_an_assertion() =>
        Violates(new AssembledGuest(32, cpu => cpu.db(0xf0, 0x01, 0xd8)), "no #UD at 0x1000 (lock add eax,ebx)");

    [Fact]
    public void An_encoding_that_the_processor_refuses_is_no_violation_where_it_is_not_reached()
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                var end = cpu.CreateLabel();
                cpu.cmp(__dword_ptr[Cell], 1);
                cpu.jne(end);
                cpu.db(0x8d, 0xc0);
                cpu.Label(ref end);
            }
        );

        Assert.Equal(Verdict.Holds, Explore.Model(guest.On("hardware")).Exhaustively().Verdict);
    }

    [Fact]
    public void INT3_violates_an_assertion() =>
        Violates(new AssembledGuest(32, cpu => cpu.int3()), "no #BP at 0x1000 (int3)");

    [Fact]
    public void A_misaligned_CMPXCHG16B_violates_an_assertion() =>
        Violates(
            new AssembledGuest(64, cpu => cpu.cmpxchg16b(__xmmword_ptr[Cell + 8])),
            "no #GP at 0x1000 (cmpxchg16b [0xb8008])"
        );

    private static InputException Refused(AssembledGuest guest, string message, string hint)
    {
        var exception = Assert.ThrowsAny<InputException>(() => Explore.Model(guest.On("hardware")).Exhaustively());
        Assert.Equal((message, hint), (exception.Message, exception.Hint));
        return exception;
    }

    private static void Violates(AssembledGuest guest, string claim)
    {
        var violation = Assert.Single(Explore.Model(guest.On("hardware")).Exhaustively().Violations);
        Assert.Equal((ViolationKind.Assertion, claim), (violation.Kind, violation.Property));
    }
}
