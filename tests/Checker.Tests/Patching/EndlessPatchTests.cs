namespace Checker.Tests.Patching;

/// <summary>
/// A patch that never comes to an end is bounded, and says what runs or grows; one that throws is violated.
/// </summary>
public sealed class EndlessPatchTests : IDisposable
{
    private readonly PatchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("while (true)\n    ;", 6)]
    [InlineData("while (true) {\n}", 5)]
    [InlineData("for (;;) { try { throw new Exception(); } catch { } }", 5)]
    [InlineData("again:\ngoto again;", 6)]
    [InlineData("do\n{ cpu.ToString(); } while (true);", 6)]
    public void A_loop_without_an_operation(string statements, int line)
    {
        _folder.WriteEmulate(statements + "\nreturn await base.Emulate(vcpu, instruction, cpu, access);");

        AssertBounded(
            "process cpu1 runs more than 100000 statements without reaching an operation, the last at Fix.cs:"
                + $"{line}; a loop must await an operation in every round"
        );
    }

    [Fact]
    public void Calls_that_nest_ever_deeper()
    {
        _folder.WriteEmulate(
            "return Deeper(1) == 0 ? cpu : await base.Emulate(vcpu, instruction, cpu, access);",
            "private int Deeper(int level) => Deeper(level + 1) + 1;"
        );

        var (code, lines) = _folder.Checked();

        Assert.Equal(3, code);
        Assert.Matches(
            "^  not exhaustive: process cpu1 (recurses without bound, most recently|runs more than 100000 "
                + "statements .* the last) at Fix.cs:3; ",
            lines[1]
        );
    }

    [Fact]
    public void Steps_that_call_themselves()
    {
        _folder.WriteEmulate(
            "return await Deeper(1) == 0 ? cpu : await base.Emulate(vcpu, instruction, cpu, access);",
            "private async Step<int> Deeper(int level) => await Deeper(level + 1) + 1;"
        );

        AssertBounded(
            "process cpu1 recurses without bound, most recently at Fix.cs:3; a body must not recurse forever"
        );
    }

    [Fact]
    public void A_local_that_grows()
    {
        _folder.WriteEmulate(
            "ulong rounds = 0;\nwhile (await _word.Load() != 7 + rounds)\n{\nrounds++;\n}\nreturn await "
                + "base.Emulate(vcpu, instruction, cpu, access);",
            "private readonly Word _word = new(\"word\");"
        );

        var (code, lines) = _folder.Checked("--strategy", "dfs", "--max-locals", "2000");

        Assert.Equal(3, code);
        Assert.Matches(
            @"^  not exhaustive: process cpu\d has more than 2000 local states; the local rounds of Emulate takes on ever new values; bound it, or raise --max-locals \(Fix.cs:5\)$",
            lines[1]
        );
    }

    [Fact]
    public void Local_states_that_explode_are_named_when_a_limit_stops_the_search()
    {
        _folder.WriteEmulate(
            "ulong rounds = 0;\nwhile (await _word.Load() != 7 + rounds)\n{\nrounds++;\n}\nreturn await "
                + "base.Emulate(vcpu, instruction, cpu, access);",
            "private readonly Word _word = new(\"word\");"
        );

        var (code, lines) = _folder.Checked("--max-states", "20000");

        Assert.Equal(3, code);
        Assert.Matches(
            @"^  not exhaustive: the limit of 20000 states; process cpu\d has \d+ local states, more than anything else; the local rounds of Emulate has the most values \(Fix.cs:5\)$",
            lines[1]
        );
    }

    [Fact]
    public void An_object_that_grows_is_named_when_a_limit_stops_the_search()
    {
        _folder.WriteEmulate(
            "while (true)\n{\nawait _count.FetchAdd(1);\n}",
            "private readonly Word _count = new(\"count\", 8);"
        );

        var (code, lines) = _folder.Checked("--max-states", "20000", "--strategy", "dfs");

        Assert.Equal(3, code);
        Assert.Matches(
            @"^  not exhaustive: the limit of 20000 states; the object count has [\d,]+ states, more than anything else$",
            lines[1]
        );
    }

    [Fact]
    public void An_exception_is_a_violation_that_names_the_line()
    {
        _folder.WriteEmulate(
            "var after = await base.Emulate(vcpu, instruction, cpu, access);\nint[] none = [];\nnone[1]++;\nreturn "
                + "after;"
        );

        var (code, lines) = _folder.Checked();

        Assert.Equal(
            (
                1,
                "  assertion  IndexOutOfRangeException: Index was outside the bounds of the array. (Fix.cs:7)  (14 "
                    + "steps)"
            ),
            (code, lines[2])
        );
    }

    [Fact]
    public void A_claim_of_the_patch_keeps_its_words()
    {
        _folder.WriteEmulate(
            "var after = await base.Emulate(vcpu, instruction, cpu, access);\nClaim.That(after == null, \"never "
                + "so\");\nreturn after;"
        );

        var (code, lines) = _folder.Checked();

        Assert.Equal((1, "  assertion  never so  (14 steps)"), (code, lines[2]));
    }

    [Fact]
    public void Validation_ends_as_bounded_too()
    {
        _folder.Write(
            "Fix.cs",
            "using Model.Platforms.VirtualBox;\nclass Fix(PlatformSetup setup) : VirtualBoxPlatform(setup) {\n"
                + "protected override async Step<CpuState> ExecuteLocked(Vcpu vcpu, GuestInstruction instruction, "
                + "CpuState cpu, MemoryAccess access) {\n"
                + "while (true)\n    ;\nreturn await base.ExecuteLocked(vcpu, instruction, cpu, access); } }\n"
        );

        var (code, output, _) = _folder.Run("validate", _folder.File("Fix.cs"));

        Assert.Equal(3, code);
        Assert.Contains(
            "\nundecided     holds     bounded   stuck: finished(cpu0)\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\n    process cpu1 runs more than 100000 statements without reaching an operation, the last at "
                + "Fix.cs:6; a loop",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("\nverdict: bounded (", output, StringComparison.Ordinal);
    }

    private void AssertBounded(string stoppedBy, params string[] more)
    {
        var (code, lines) = _folder.Checked(more);
        Assert.Equal((3, $"  not exhaustive: {stoppedBy}"), (code, lines[1]));
    }
}
