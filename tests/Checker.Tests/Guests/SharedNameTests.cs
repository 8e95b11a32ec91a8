using Checker.Tests.Platforms;
using Model.Guests.Images;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>
/// Static variables of several files may have one name, and a mark of the linker's may lie where a variable is.
/// </summary>
public sealed class SharedNameTests
{
    private const int First = 0x4000;
    private const int Second = 0x4010;

    [Fact]
    public void Variables_of_one_name_are_told_apart_by_their_address()
    {
        var guest = Guest(Static("lock", First, 4), Static("lock", Second, 4), Static("flag", Second + 8, 4));

        var trace = Assert
            .Single(
                Explore.Model(guest.On("hardware", "memory=sc").Always("!finished(cpu0)")).Exhaustively().Violations
            )
            .Trace;

        Assert.Equal(
            ["lock@0x4000: 0 -> 1", "lock@0x4010: 0 -> 2"],
            trace
                .Steps.SelectMany(step => step.Changes)
                .Select(change => $"{change.Target}: {change.Before} -> {change.After}")
        );
        Assert.Contains("[lock@0x4010]", trace.Steps[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_names_what_a_name_cannot()
    {
        var guest = Guest(Static("lock", First, 4), Static("lock", Second, 4));

        Assert.Empty(
            Explore
                .Model(
                    guest
                        .On("hardware")
                        .Always("finished(cpu0) && finished(cpu1) => [0x4000:4] == 1 && [0x4010:4] == 2")
                )
                .Exhaustively()
                .Violations
        );
    }

    [Fact]
    public void A_variable_is_a_better_name_than_a_mark_without_size()
    {
        var guest = Guest(
            new GuestSymbol("__bss_start", First, 0, IsGlobal: true),
            Static("lock", First, 4),
            Static("other", Second, 4)
        );

        var trace = Assert
            .Single(
                Explore.Model(guest.On("hardware", "memory=sc").Always("!finished(cpu0)")).Exhaustively().Violations
            )
            .Trace;

        Assert.Equal("lock", trace.Steps[0].Changes[0].Target);
    }

    private static GuestSymbol Static(string name, ulong address, ulong size) =>
        new(name, address, size, IsGlobal: false);

    private static AssembledGuest Guest(params GuestSymbol[] symbols) =>
        new(
            32,
            cpu =>
            {
                cpu.mov(__dword_ptr[First], 1);
                cpu.mov(__dword_ptr[Second], 2);
            },
            cpu => cpu.nop()
        )
        {
            Symbols = "",
            Statics = symbols,
        };
}
