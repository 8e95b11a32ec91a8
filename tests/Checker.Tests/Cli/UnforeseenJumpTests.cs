using Checker.Cli;

namespace Checker.Tests.Cli;

/// <summary>A jump that the analysis of a guest's code did not expect makes the checker keep all registers, and not the user.</summary>
public sealed class UnforeseenJumpTests : IDisposable
{
    // mov eax,0x1007; inc eax; jmp eax; nop; mov dword [0x4000],1; hlt
    private const string ComputedJump = "b80710000040ffe090c7050040000001000000f4";

    // xor eax,eax; call eax
    private const string NullCall = "31c0ffd0f4";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_registers_are_kept_with_a_note()
    {
        var (code, output, error) = Check(ComputedJump, "--invariant", "finished(cpu0) => [0x4000:4] == 1");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("guest on hardware (memory=sc registers=kept): holds\n", output, StringComparison.Ordinal);
        Assert.Contains(
            "\n  note: all registers count in the state (registers=kept), since cpu0 goes from 0x1006 (jmp eax) to 0x1008, "
            + "which the analysis of its code did not foresee\n",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_trace_replays()
    {
        string trace = _folder.File("trace.json");

        Assert.Equal(1, Check(ComputedJump, "--invariant", "!finished(cpu0)", "--save", trace).Code);

        Assert.Equal(0, Run("replay", trace).Code);
    }

    [Fact]
    public void What_was_asked_for_is_not_overruled_twice()
    {
        var (code, output, _) = Check(ComputedJump, "--invariant", "finished(cpu0) => [0x4000:4] == 1", "--set", "registers=kept");

        Assert.Equal(0, code);
        Assert.DoesNotContain("note:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_of_a_null_pointer_is_called_that() => Assert.Equal(
        (2, "", "checker: cpu0 goes from 0x1002 (call eax) to 0x0, where there is no code; "
            + "a null pointer was called, or a return address is missing from the stack\n"),
        Check(NullCall, "--goal", "finished(cpu0)"));

    private (int Code, string Output, string Error) Check(string code, params string[] options)
    {
        File.WriteAllBytes(_folder.File("guest.bin"), Convert.FromHexString(code));
        File.WriteAllText(_folder.File("guest.sym"), "bits 32\nmain 0x1000\n");
        return Run(
        [
            "check", "--guest", _folder.File("guest.bin"), "--load", "0x1000", "--symbols", _folder.File("guest.sym"), "--cpu", "0=main:64",
            "--on", "hardware", "--set", "memory=sc", .. options,
        ]);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLineProgram.Run(arguments, output, error, TextReader.Null), output.ToString(), error.ToString());
    }
}
