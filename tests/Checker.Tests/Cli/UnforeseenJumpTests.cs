using Checker.Cli;
using Checker.Explorer;
using Checker.Targets;
using Checker.Traces;

namespace Checker.Tests.Cli;

/// <summary>
/// Where a guest goes that the analysis of its code did not expect, the checker finds the way, and not the user.
/// </summary>
public sealed class UnforeseenJumpTests : IDisposable
{
    // mov eax,0x1007; inc eax; jmp eax; nop; mov dword [0x4000],1; hlt
    private const string ComputedJump = "b80710000040ffe090c7050040000001000000f4";

    // mov eax,0x1009; inc eax; jmp eax; nop; nop; cmp dword [0x4000],1; jne the end; mov dword [0x4004],1; hlt
    private const string StoreBehindComputedJump = "b80910000040ffe0 9090 833d0040000001 750a c7050440000001000000 f4";

    // mov ecx,7; mov eax,0x100c; inc eax; push eax; ret; nop; mov [0x4000],ecx; hlt: where nothing calls, ECX is dead
    // before the return.
    private const string PushedReturn = "b907000000 b80c10000040 50 c3 90 890d00400000 f4";

    // xor eax,eax; call eax
    private const string NullCall = "31c0ffd0f4";

    private const string Note =
        "all registers count in the state (registers=kept), since cpu0 goes from 0x100c (ret) to 0x100d, "
        + "which the analysis of its code did not foresee";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_computed_jump_is_followed()
    {
        var (code, output, error) = Check(ComputedJump, "--invariant", "finished(cpu0) => [0x4000:4] == 1");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("guest on hardware (memory=sc): holds\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("note:", output, StringComparison.Ordinal);
    }

    /// <summary>
    /// The flag is named only by code that no analysis reaches and that no execution comes to, behind code that one
    /// does.
    /// </summary>
    [Fact]
    public void Code_behind_a_computed_jump_could_store()
    {
        var (code, output, _) = Check(StoreBehindComputedJump, "--invariant", "[0x4004:4] == 0");

        Assert.Equal(0, code);
        Assert.StartsWith("guest on hardware (memory=sc): holds\n", output, StringComparison.Ordinal);
        Assert.Equal(3, Check(StoreBehindComputedJump, "--invariant", "[0x4008:4] == 0").Code);
    }

    [Fact]
    public void All_registers_are_kept_with_a_note()
    {
        var (code, output, error) = Check(PushedReturn, "--invariant", "finished(cpu0) => [0x4000:4] == 7");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("guest on hardware (memory=sc registers=kept): holds\n", output, StringComparison.Ordinal);
        Assert.Contains($"\n  note: {Note}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_trace_replays_and_can_be_minimised()
    {
        string trace = _folder.File("trace.json");

        Assert.Equal(1, Check(PushedReturn, "--invariant", "!finished(cpu0)", "--save", trace).Code);

        Assert.Equal(0, Run("replay", trace, "--html", _folder.File("trace.html")).Code);
        Assert.Equal(0, Run("minimise", trace).Code);
    }

    /// <summary>Searched, walked, and walked to the end of a trace.</summary>
    [Fact]
    public void The_explorer_finds_the_way_too()
    {
        string trace = _folder.File("trace.json");
        Assert.Equal(1, Check(PushedReturn, "--invariant", "!finished(cpu0)", "--save", trace).Code);
        var subjects = new TargetResolver([]);
        var file = TraceReader.Read(trace);
        var guest = file.Subject.Guest!;
        var set = guest.Request.Set.Where(setting => setting.Key != "registers").ToDictionary();
        var subject = file.Subject with { Guest = guest with { Request = guest.Request with { Set = set } } };

        // Standing at its start computes where the trace ends.
        using var server = new ExplorerServer(
            () => subjects.Build(subject),
            subject,
            file.Trace,
            null,
            CancellationToken.None
        );

        var result = Explore.Model(subjects.Build(subject)).Exhaustively();
        Assert.Equal(Note, result.Note);
    }

    [Fact]
    public void What_was_asked_for_is_not_overruled_twice()
    {
        var (code, output, _) = Check(
            PushedReturn,
            "--invariant",
            "finished(cpu0) => [0x4000:4] == 7",
            "--set",
            "registers=kept"
        );

        Assert.Equal(0, code);
        Assert.DoesNotContain("note:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_of_a_null_pointer_is_called_that() =>
        Assert.Equal(
            (
                2,
                "",
                "checker: cpu0 goes from 0x1002 (call eax) to 0x0, where there is no code; "
                    + "a null pointer was called, or a return address is missing from the stack\n"
            ),
            Check(NullCall, "--goal", "finished(cpu0)")
        );

    private (int Code, string Output, string Error) Check(string code, params string[] options)
    {
        File.WriteAllBytes(
            _folder.File("guest.bin"),
            Convert.FromHexString(code.Replace(" ", "", StringComparison.Ordinal))
        );
        File.WriteAllText(_folder.File("guest.sym"), "bits 32\nmain 0x1000\n");
        return Run([
            "check",
            "--guest",
            _folder.File("guest.bin"),
            "--load",
            "0x1000",
            "--symbols",
            _folder.File("guest.sym"),
            "--cpu",
            "0=main:64",
            "--on",
            "hardware",
            "--set",
            "memory=sc",
            .. options,
        ]);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLineProgram.Run(arguments, output, error, TextReader.Null), output.ToString(), error.ToString());
    }
}
