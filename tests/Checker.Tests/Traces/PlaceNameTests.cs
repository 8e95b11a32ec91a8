using System.Globalization;
using Checker.Replay;
using Checker.Tests.Platforms;
using Checker.Traces;
using Iced.Intel;
using Model.Systems;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Traces;

/// <summary>
/// A trace names what an instruction accesses, with the access's own width, and not the word that holds it.
/// </summary>
public sealed class PlaceNameTests
{
    private const int Bytes = 0x4000;
    private const int Wide = 0x4008;
    private const int Array = 0x4010;

    private static readonly string _symbols = string.Create(
        CultureInfo.InvariantCulture,
        $"first {Bytes} 1\nsecond {Bytes + 1} 1\nthird {Bytes + 2} 1\nfourth {Bytes + 3} 1\nwide {Wide} 8\narray "
            + $"{Array} 64"
    );

    [Theory]
    [InlineData("sc")]
    [InlineData("tso")]
    public void Stores_of_every_width(string memory)
    {
        var trace = TraceOf(
            memory,
            cpu =>
            {
                cpu.mov(__byte_ptr[Bytes + 2], 1);
                cpu.mov(__word_ptr[Bytes], 0x201);
                cpu.mov(__dword_ptr[Wide], 3);
                cpu.mov(__dword_ptr[Wide + 4], 4);
                cpu.mov(rax, 5);
                cpu.mov(__qword_ptr[Wide], rax);
                cpu.mov(__word_ptr[Array + 6], 6);
                cpu.mov(__dword_ptr[Array + 8], 7);
                cpu.mov(__dword_ptr[Array], 8);
                cpu.mov(__byte_ptr[0x5001], 9);
            }
        );

        Assert.Equal(
            [
                "third: 0 -> 1",
                "first:2: 0 -> 0x201",
                "wide:4: 0 -> 3",
                "wide+0x4: 0 -> 4",
                "wide: 0x400000003 -> 5",
                "array+0x6:2: 0 -> 6",
                "array+0x8: 0 -> 7",
                "array: 0 -> 8",
                "0x5001:1: 0 -> 9",
            ],
            Changes(trace, but: " store buffer")
        );
        Assert.Contains(
            trace.Steps,
            step =>
                StepText
                    .Of(step)
                    .StartsWith(
                        memory == "sc"
                            ? "store [first:2] 0x201 "
                            : "buffer store [cpu0 store buffer] first:2 <- 0x201 ",
                        StringComparison.Ordinal
                    )
        );
    }

    [Fact]
    public void Loads_locked_instructions_and_flushes()
    {
        var trace = TraceOf(
            "tso",
            cpu =>
            {
                cpu.mov(__byte_ptr[Bytes + 2], 1);
                cpu.movzx(eax, __byte_ptr[Bytes + 2]);
                cpu.@lock.inc(__byte_ptr[Bytes + 3]);
                cpu.mov(al, 1);
                cpu.@lock.cmpxchg(__byte_ptr[Bytes + 3], cl);
            }
        );

        Assert.Equal(
            [
                "buffer store [cpu0 store buffer] third <- 1",
                "load [third, cpu0 store buffer] -> 1",
                "flush [cpu0 store buffer] -> third <- 1",
                "locked modify [fourth, cpu0 store buffer] -> 0, now 1",
                "locked modify [fourth, cpu0 store buffer] -> 1, now 0",
            ],
            trace.Steps.Select(step => StepText.Of(step with { Address = null, Text = "" }))
        );
    }

    [Fact]
    public void A_store_across_a_cache_line_is_two_places()
    {
        var trace = TraceOf("sc", cpu => cpu.mov(__dword_ptr[0x403e], -1), "edge 16446 4");

        Assert.Equal(
            ["store one part [edge:2, edge+0x2:2]", "store [edge+0x2:2]"],
            trace.Steps.Select(step => $"{step.Kind} [{string.Join(", ", step.Objects)}]")
        );
        Assert.Equal(["edge:2: 0 -> 0xffff", "edge+0x2:2: 0 -> 0xffff"], Changes(trace));
    }

    [Fact]
    public void The_state_shows_each_variable_of_a_word()
    {
        var model = Guest("sc", cpu => cpu.mov(__byte_ptr[Bytes + 2], 1), _symbols);
        var execution = new ExecutionBuilder(model).Tell(Told(model));

        int third = execution.Objects.ToList().FindIndex(part => part.Name == "third");
        Assert.Equal(["first", "second", "third", "fourth"], execution.Objects.Select(part => part.Name));
        Assert.Equal(["0", "1"], execution.States.Select(state => execution.Shown(state, third)));
    }

    private static Trace TraceOf(string memory, Action<Assembler> code, string? symbols = null) =>
        Told(Guest(memory, code, symbols ?? _symbols));

    private static Trace Told(SystemModel model) =>
        Assert.Single(Explore.Model(model).Exhaustively().Violations).Trace;

    private static SystemModel Guest(string memory, Action<Assembler> code, string symbols) =>
        new AssembledGuest(64, code) { Symbols = symbols }
            .On("hardware", $"memory={memory}")
            .Always("anything may be looked at", _ => true)
            .Always("!finished(cpu0)");

    private static IEnumerable<string> Changes(Trace trace, string but = "\n") =>
        trace
            .Steps.SelectMany(step => step.Changes)
            .Where(change => !change.Target.EndsWith(but, StringComparison.Ordinal))
            .Select(change => $"{change.Target}: {change.Before} -> {change.After}");
}
