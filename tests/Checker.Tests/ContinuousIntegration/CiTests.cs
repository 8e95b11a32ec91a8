using System.Text.Json.Nodes;
using Checker.Cli;
using Checker.Tests.Cli;
using Checker.Tests.Golden;
using Checker.Tests.Schemas;

namespace Checker.Tests.ContinuousIntegration;

/// <summary>What <c>checker ci</c> says, and how it ends.</summary>
public sealed class CiTests
{
    private static readonly JsonSchema _schema = JsonSchema.OfDocumentation("ci.schema.json");

    [Fact]
    public void All_as_expected_is_0()
    {
        using var folder = new CiFolder();
        var (code, output, _) = folder.Run(folder.Scenarios);

        Assert.Equal(0, code);
        Assert.Contains(
            "  ok    kvm region=mmio: violated (invariant, refinement, stuck), as expected (403 states, ",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("  ok    kvm with F4-one-exit.cs region=mmio: holds (", output, StringComparison.Ordinal);
        Assert.Contains("\n7 as expected; ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_as_expected_is_told_and_1()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        var (code, output, _) = folder.Run(folder.Scenarios, "--no-cache");

        Assert.Equal(1, code);
        GoldenFile.Verify("ci.txt", Steady.Times(output));
    }

    [Fact]
    public void A_scenario_that_was_expected_to_fail_and_holds_is_a_failure_in_those_words()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        folder.Edit("{platform: tcg, verdict: holds}", "{platform: tcg, verdict: violated, kinds: [stuck, deadlock]}");
        var (code, output, _) = folder.Run(folder.Scenario);

        Assert.Equal(1, code);
        Assert.Contains("  FAIL  tcg: holds, expected violated (deadlock, stuck) (", output, StringComparison.Ordinal);
        Assert.Contains(
            "\n        was expected to fail (deadlock, stuck), and holds now; if that is a fix, change the expected "
                + "verdict\n",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_told_once()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        folder.CompressLinesByZstandard();
        var (code, output, error) = folder.Run(folder.Scenario, "--json");

        Assert.Equal(1, code);
        Assert.Contains("ticket.yaml\"", output, StringComparison.Ordinal);
        Assert.Equal(
            "checker: note: ROOT/scenarios/ticket.elf: no line numbers, since .debug_line is compressed by Zstandard; "
                + "compile and link with -gz=zlib or -gz=none\n",
            error[error.IndexOf("checker: note:", StringComparison.Ordinal)..]
        );
    }

    [Fact]
    public void A_kind_that_no_longer_fails_is_a_failure_too()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        folder.Edit("kinds: [invariant, refinement, stuck]", "kinds: [assertion, invariant, refinement, stuck]");
        var (code, output, _) = folder.Run(folder.Scenario);

        Assert.Equal(1, code);
        Assert.Contains(
            "\n        is violated, but not as expected: found invariant, refinement, stuck, and no assertion; if "
                + "that is right, change the expected kinds\n",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Violated_in_another_way_is_said_so_and_not_that_nothing_fails()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        folder.Edit("kinds: [invariant, refinement, stuck]", "kinds: [assertion]");
        var (code, output, _) = folder.Run(folder.Scenario);

        Assert.Equal(1, code);
        Assert.Contains(
            "violated (invariant, refinement, stuck), expected violated (assertion) (",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\n        is violated, but not as expected: found invariant, refinement, stuck, and no assertion; if "
                + "that is right, change the expected kinds\n",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("cure", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("region: mmio", 0, "  ok    kvm region=mmio: violated (invariant, refinement, stuck), as expected (")]
    [InlineData(
        "region: ram",
        1,
        "\n        was expected to fail, and holds now; if that is a fix, change the expected verdict\n"
    )]
    public void Without_kinds_any_violation_will_do(string region, int expectedCode, string line)
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        folder.Edit("  - {platform: kvm, set: {region: ram}, verdict: holds}\n", "");
        folder.Edit(
            "{region: mmio}, verdict: violated, kinds: [invariant, refinement, stuck]",
            $"{{{region}}}, verdict: violated"
        );
        var (code, output, _) = folder.Run(folder.Scenario);

        Assert.Equal(expectedCode, code);
        Assert.Contains(line, output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_run_is_2_and_the_others_are_run()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        File.WriteAllText(folder.File("scenarios/bad.yaml"), "bad: [\n");
        File.WriteAllText(
            folder.File("scenarios/entry.yaml"),
            folder.Text("scenarios/ticket.yaml").Replace("entry: start", "entry: strat", StringComparison.Ordinal)
        );
        var (code, output, _) = folder.Run(folder.Scenarios, folder.File("no.yaml"), "--json");
        var report = JsonNode.Parse(output)!;

        Assert.Equal(2, code);
        Assert.Empty(_schema.Errors(report));
        Assert.Equal((4, 2, 8), ((int)report["asExpected"]!, (int)report["failed"]!, (int)report["badInput"]!));
        Assert.Equal(
            "ROOT/scenarios/bad.yaml:2:1: not YAML: while parsing a node, did not find expected node content",
            (string)report["files"]![0]!["cases"]![0]!["message"]!
        );
        Assert.Equal(
            "ROOT/no.yaml: there is no such scenario file",
            (string)report["files"]![3]!["cases"]![0]!["message"]!
        );
        var finding = report["files"]![1]!["cases"]![0]!["findings"]![0]!;
        Assert.Equal(
            ("bad-input", "ROOT/scenarios/entry.yaml", 18),
            ((string)finding["rule"]!, (string)finding["file"]!, (int)finding["line"]!)
        );
    }

    [Fact]
    public void What_a_limit_stopped_is_3_and_never_said_to_hold()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        var (code, output, _) = folder.Run(folder.Scenarios, "--max-states", "10", "--json");
        var report = JsonNode.Parse(output)!;

        Assert.Equal(3, code);
        Assert.Equal((0, 6), ((int)report["asExpected"]!, (int)report["inconclusive"]!));
        Assert.Contains("bounded, expected holds", output, StringComparison.Ordinal);
        Assert.DoesNotContain("holds now", output, StringComparison.Ordinal);
        Assert.Empty(folder.CacheEntries);
    }

    [Fact]
    public void A_file_that_expects_nothing_is_3()
    {
        using var folder = new CiFolder();
        string text = folder.Text("scenarios/ticket.yaml");
        File.WriteAllText(folder.Scenario, text[..text.IndexOf("expected:", StringComparison.Ordinal)]);

        var (code, output, _) = folder.Run(folder.Scenarios);

        Assert.Equal(3, code);
        Assert.Contains(
            "  ?     ticket: the file expects no verdict, so nothing was tested\n",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_patch_is_validated()
    {
        using var folder = new CiFolder();
        File.WriteAllText(folder.File("patches/wrong.cs"), "class A { int x = y; int z = w; }\n");
        var (code, output, _) = folder.Run(
            folder.File("patches/F4-one-exit.cs"),
            folder.File("patches/wrong.cs"),
            "--max-states",
            "100",
            "--json"
        );
        var report = JsonNode.Parse(output)!;

        Assert.Equal(2, code);
        Assert.Empty(_schema.Errors(report));
        Assert.Equal(["F4-one-exit.cs", "wrong.cs"], report["files"]!.AsArray().Select(file => (string)file!["name"]!));
        Assert.Contains(
            report["files"]![0]!["cases"]!.AsArray(),
            one =>
                (string)one!["status"]! == "failed"
                && ((string)one["name"]!).StartsWith("refinement: litmus tests", StringComparison.Ordinal)
        );
        var findings = report["files"]![1]!["cases"]![0]!["findings"]!.AsArray();
        Assert.Equal(
            ["ROOT/patches/wrong.cs:1", "ROOT/patches/wrong.cs:1"],
            findings.Select(finding => $"{finding!["file"]}:{finding["line"]}")
        );
    }

    [Theory]
    [InlineData("", "there is no folder scenarios here; name a folder, scenario files or patches")]
    [InlineData("Golden", "Golden: has no scenario file (.yaml) in it")]
    [InlineData("a.txt", "a.txt: is neither a folder, a scenario file (.yaml) nor a patch (.cs)")]
    [InlineData("a.yaml --junit no/such/j.xml", "no/such/j.xml: cannot be written: its folder does not exist")]
    [InlineData("a.yaml --sarif Golden", "Golden: cannot be written: it is a folder")]
    [InlineData(
        "a.yaml --workers 0",
        "--workers cannot be '0'; expected a whole number in 1..64; see checker ci --help"
    )]
    public void Bad_arguments_get_one_line_before_anything_is_run(string arguments, string line) =>
        Assert.Equal(
            line,
            CommandLine.BadInput(["ci", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        );

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_workers()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        string[] reports =
        [
            .. new[] { "1", "3", "3" }.Select(workers =>
            {
                var (_, output, _) = folder.Run(
                    folder.Scenarios,
                    "--no-cache",
                    "--workers",
                    workers,
                    "--junit",
                    folder.File("j"),
                    "--sarif",
                    folder.File("s"),
                    "--summary",
                    folder.File("m")
                );
                return Steady.Times(output + folder.Text("j") + folder.Text("s") + folder.Text("m"));
            }),
        ];

        Assert.Equal(reports[0], reports[1]);
        Assert.Equal(reports[1], reports[2]);
    }

    [Fact]
    public void The_matrix_runs_patches_of_rows_too()
    {
        using var folder = new CiFolder();
        using var output = new StringWriter();

        Assert.Equal(0, CommandLineProgram.Run(["matrix", folder.Scenario], output, TextWriter.Null, TextReader.Null));
        Assert.Contains("\nkvm with F4-one-exit.cs region=mmio", output.ToString(), StringComparison.Ordinal);

        using var json = new StringWriter();
        CommandLineProgram.Run(["matrix", folder.Scenario, "--json"], json, TextWriter.Null, TextReader.Null);
        Assert.Equal(
            [.. Enumerable.Repeat("", 6), "F4-one-exit.cs"],
            JsonNode.Parse(json.ToString())!.AsArray().Select(row => Path.GetFileName((string?)row!["patch"] ?? ""))
        );
        Assert.All(
            JsonNode.Parse(json.ToString())!.AsArray(),
            row => Assert.Equal(folder.Scenario, (string)row!["file"]!)
        );
    }
}
