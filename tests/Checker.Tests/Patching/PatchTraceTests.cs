namespace Checker.Tests.Patching;

/// <summary>Traces of patched runs replay with the very file they are of.</summary>
public sealed class PatchTraceTests : IDisposable
{
    private readonly PatchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_trace_replays_and_minimises_until_the_patch_changes()
    {
        string patch = _folder.Example("F3-lock-across-exits.cs");
        string trace = _folder.File("trace.json");
        Assert.Equal(
            1,
            _folder
                .Run(
                    "check",
                    "lhv-xchg",
                    "--patch",
                    patch,
                    "--set",
                    "update=on",
                    "--set",
                    "experiments=1",
                    "--save",
                    trace
                )
                .Code
        );

        var (replayed, output, _) = _folder.Run("replay", trace);
        Assert.Equal(0, replayed);
        Assert.StartsWith("lhv-xchg on kvm with F3-lock-across-exits.cs (", output, StringComparison.Ordinal);
        Assert.Matches(@"\nexact: \d+ steps and the ending as recorded\n$", output);
        Assert.Equal(0, _folder.Run("minimise", trace, "--save", _folder.File("short.json")).Code);
        Assert.Equal(0, _folder.Run("replay", _folder.File("short.json")).Code);

        File.AppendAllText(patch, "\n");
        Assert.Equal(
            (
                2,
                "",
                "checker: F3-lock-across-exits.cs: is not the patch that the trace was made with; restore that file, "
                    + "or check this one again\n"
            ),
            _folder.Run("replay", trace)
        );
        File.Delete(patch);
        Assert.Equal(2, _folder.Run("replay", trace).Code);
    }

    [Fact]
    public void A_trace_without_its_patch_is_of_another_model()
    {
        string trace = _folder.File("trace.json");
        _folder.Run(
            "check",
            "lhv-xchg",
            "--patch",
            _folder.Example("F1-commit-nothing.cs"),
            "--set",
            "experiments=1",
            "--save",
            trace
        );
        string[] lines = [.. File.ReadAllLines(trace)];
        int at = Array.FindIndex(lines, line => line.Contains("\"patch\": {", StringComparison.Ordinal));
        File.WriteAllLines(trace, [.. lines[..at].SkipLast(1), lines[at - 1].TrimEnd(','), .. lines[(at + 4)..]]);

        var (code, _, error) = _folder.Run("replay", trace);

        Assert.Equal(
            (
                2,
                "checker: trace.json: the trace is of another model: its fingerprint differs; make the trace again "
                    + "with this checker\n"
            ),
            (code, error)
        );
    }

    [Fact]
    public void A_litmus_test_of_the_checker_is_a_scenario_whose_trace_replays()
    {
        string trace = _folder.File("trace.json");

        var (code, output, _) = _folder.Run(
            "check",
            "litmus/emulation/adc-carry-set",
            "--on",
            "kvm",
            "--set",
            "region=ram",
            "--save",
            trace
        );

        Assert.Equal(1, code);
        Assert.Contains("  refinement  ends as on the hardware  (", output, StringComparison.Ordinal);
        var replayed = _folder.Run("replay", trace);
        Assert.Equal((0, ""), (replayed.Code, replayed.Error));
        Assert.Equal(
            0,
            _folder
                .Run(
                    "check",
                    "litmus/emulation/adc-carry-set",
                    "--on",
                    "kvm",
                    "--set",
                    "region=ram",
                    "--patch",
                    _folder.Example("F1-commit-nothing.cs")
                )
                .Code
        );
    }

    [Fact]
    public void A_patch_of_the_catalogue_and_one_of_a_file_exclude_each_other() =>
        Assert.Equal(
            (2, "", "checker: patch=F3 and a patch file exclude each other; leave out --set patch=F3\n"),
            _folder.Run("check", "lhv-xchg", "--patch", _folder.Example("F1-commit-nothing.cs"), "--set", "patch=F3")
        );
}
