using System.Text.Json.Nodes;
using System.Xml.Linq;
using Checker.Tests.Architecture;
using Checker.Tests.Golden;
using Checker.Tests.Schemas;

namespace Checker.Tests.ContinuousIntegration;

/// <summary>
/// The reports that <c>checker ci</c> writes: their forms, and that nothing in a scenario breaks them.
/// </summary>
public sealed class CiReportTests
{
    private static readonly JsonSchema _sarif = new(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Checker.Tests", "Schemas", "sarif-schema-2.1.0.json"))
    );

    [Fact]
    public void Reports_of_what_is_not_as_expected()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        Assert.Equal(1, Run(folder).Code);

        Assert.Empty(JunitRules.Errors(folder.Text("j")));
        Assert.Empty(_sarif.Errors(JsonNode.Parse(folder.Text("s"))));
        GoldenFile.Verify("ci-junit.txt", Steady.Times(folder.Named(folder.Text("j"))));
        GoldenFile.Verify("ci-sarif.txt", folder.Named(folder.Text("s")));
        GoldenFile.Verify("ci-summary.txt", Steady.Times(folder.Named(folder.Text("m"))));
    }

    [Fact]
    public void Reports_when_all_is_as_expected()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        Assert.Equal(0, Run(folder).Code);

        Assert.Empty(JunitRules.Errors(folder.Text("j")));
        Assert.Equal("6 0 0", Counts(folder));
        var sarif = JsonNode.Parse(folder.Text("s"))!;
        Assert.Empty(_sarif.Errors(sarif));
        Assert.Empty(sarif["runs"]![0]!["results"]!.AsArray());
        Assert.StartsWith("## Checker: 6 as expected\n", folder.Text("m"), StringComparison.Ordinal);
        Assert.DoesNotContain("<details>", folder.Text("m"), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_of_what_cannot_be_run_or_is_not_known()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        File.WriteAllText(folder.File("scenarios/bad.yaml"), "bad: [\n");
        Assert.Equal(2, Run(folder, "--max-states", "100").Code);

        Assert.Empty(JunitRules.Errors(folder.Text("j")));
        Assert.Equal("7 0 6", Counts(folder));
        var sarif = JsonNode.Parse(folder.Text("s"))!;
        Assert.Empty(_sarif.Errors(sarif));
        Assert.False((bool)sarif["runs"]![0]!["invocations"]![0]!["executionSuccessful"]!);
        Assert.Equal(
            ["error", "warning"],
            sarif["runs"]![0]!["results"]!.AsArray().Select(result => (string)result!["level"]!).Distinct()
        );
    }

    /// <summary>The line of the guest's source that DWARF gives, else the line of the scenario file.</summary>
    [Fact]
    public void A_finding_is_shown_where_the_guest_does_it()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        Run(folder);
        var results = JsonNode.Parse(folder.Text("s"))!["runs"]![0]!["results"]!.AsArray();
        string[] source = folder.Text("scenarios/ticket.S").Split('\n');
        string[] scenario = folder.Text("scenarios/ticket.yaml").Split('\n');

        var gone = results.Single(result => (string)result!["ruleId"]! == "violation-gone")!;
        Assert.Equal("ROOT/scenarios/ticket.yaml", folder.Named(UriOf(gone["locations"]![0]!)));
        Assert.Contains("platform: tcg", scenario[LineOf(gone["locations"]![0]!) - 1], StringComparison.Ordinal);

        var invariant = results.First(result => (string)result!["ruleId"]! == "invariant")!;
        Assert.Equal("ROOT/scenarios/ticket.S", folder.Named(UriOf(invariant["locations"]![0]!)));
        Assert.Equal("    cmp [serving], eax", source[LineOf(invariant["locations"]![0]!) - 1]);
        Assert.Contains(
            "region: mmio",
            scenario[LineOf(invariant["relatedLocations"]![0]!) - 1],
            StringComparison.Ordinal
        );
        var steps = invariant["codeFlows"]![0]!["threadFlows"]![0]!["locations"]!.AsArray();
        Assert.Equal(14, steps.Count);
        Assert.Equal(
            "cpu0: lock [bql, cpu0 store buffer]; 0x10000b lock xadd [tickets],eax; in prepare_mmio_access; bql: "
                + "free -> held by cpu0",
            (string)steps[0]!["location"]!["message"]!["text"]!
        );
        Assert.All(
            steps.Take(9),
            step => Assert.Equal("    lock xadd [tickets], eax", source[LineOf(step!["location"]!) - 1])
        );

        File.Delete(folder.File("scenarios/ticket.S"));
        Run(folder);
        var without = JsonNode.Parse(folder.Text("s"))!["runs"]![0]!["results"]!.AsArray();
        Assert.All(
            without,
            result => Assert.Equal("ROOT/scenarios/ticket.yaml", folder.Named(UriOf(result!["locations"]![0]!)))
        );
    }

    [Fact]
    public void Odd_characters_break_no_report()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        folder.Variables["GITHUB_ACTIONS"] = "true";
        folder.Edit(
            "cpus:\n",
            "  mode:\n    summary: s\n    words: [plain, "
                + "\"a,b:c%\\\\\\\"<&|`*]]>'\\x01\\r\\n\\xe9\\U0001f600\"]\n\ncpus:\n"
        );
        folder.Edit(
            "set: {region: mmio}",
            "set: {region: mmio, mode: \"a,b:c%\\\\\\\"<&|`*]]>'\\x01\\r\\n\\xe9\\U0001f600\"}"
        );
        File.Move(folder.Scenario, folder.File("scenarios/a b,%&<'.yaml"));
        var (code, output, _) = Run(folder);

        Assert.Equal(1, code);
        Assert.Empty(JunitRules.Errors(folder.Text("j")));
        Assert.Empty(_sarif.Errors(JsonNode.Parse(folder.Text("s"))));
        var test = XDocument
            .Parse(folder.Text("j"))
            .Descendants("testcase")
            .Single(element => element.Attribute("name")!.Value.Contains("mode=", StringComparison.Ordinal));
        Assert.Contains("mode=a,b:c%\\\"<&|`*]]>'?", test.Attribute("name")!.Value, StringComparison.Ordinal);
        Assert.Contains("\u00e9\ud83d\ude00", test.Attribute("name")!.Value, StringComparison.Ordinal);
        Assert.Contains("/scenarios/a%20b%2C%25%26%3C%27.yaml", folder.Text("s"), StringComparison.Ordinal);
        string annotation = output
            .Split('\n')
            .First(line =>
                line.Contains("mode=", StringComparison.Ordinal) && line.StartsWith("::error", StringComparison.Ordinal)
            );
        Assert.Contains(
            "mode=a%2Cb%3Ac%25\\\"<&|`*]]>'\u0001%0D%0A\u00e9\ud83d\ude00",
            annotation,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "| kvm mode=a,b:c%\\\\&quot;&lt;&amp;\\|\\`\\*\\]\\]&gt;&#39;",
            folder.Text("m"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Annotations_are_for_GitHub_alone()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        Assert.DoesNotContain("::error", folder.Run(folder.Scenarios).Output, StringComparison.Ordinal);

        folder.Variables["GITHUB_ACTIONS"] = "true";
        string[] lines =
        [
            .. folder
                .Run(folder.Scenarios)
                .Output.Split('\n')
                .Where(line => line.StartsWith("::", StringComparison.Ordinal)),
        ];
        Assert.Equal(5, lines.Length);
        Assert.Equal(
            "::error file=ROOT/scenarios/ticket.yaml,line=40,title=ticket%2C tcg%3A violation-gone::was expected to "
                + "fail (stuck), and holds now; if that is a fix, change the expected verdict",
            lines[0]
        );
        Assert.Equal(
            "::error file=ROOT/scenarios/ticket.S,line=36,title=ticket%2C kvm region=mmio%3A invariant::invariant: "
                + "!(at(cpu0, inside) && at(cpu1, inside)) (14 steps); expected holds",
            lines[1]
        );

        var (_, json, error) = folder.Run(folder.Scenarios, "--json");
        Assert.NotNull(JsonNode.Parse(json));
        Assert.Contains("::error file=ROOT/scenarios/ticket.S,line=36,", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_goes_to_the_step_unless_a_file_is_named()
    {
        using var folder = new CiFolder();
        folder.LeaveThePatchOut();
        folder.Variables["GITHUB_STEP_SUMMARY"] = folder.File("step");
        File.WriteAllText(folder.File("step"), "before\n");
        folder.Run(folder.Scenarios, "--summary", folder.File("m"));
        Assert.Equal("before\n", folder.Text("step"));

        folder.Run(folder.Scenarios);
        Assert.Equal($"before\n{folder.Text("m")}", folder.Text("step"));
    }

    private static (int Code, string Output, string Error) Run(CiFolder folder, params string[] options) =>
        folder.Run([
            folder.Scenarios,
            "--junit",
            folder.File("j"),
            "--sarif",
            folder.File("s"),
            "--summary",
            folder.File("m"),
            .. options,
        ]);

    private static string Counts(CiFolder folder)
    {
        var root = XDocument.Parse(folder.Text("j")).Root!;
        return $"{root.Attribute("tests")!.Value} {root.Attribute("failures")!.Value} "
            + $"{root.Attribute("errors")!.Value}";
    }

    private static string UriOf(JsonNode location) =>
        (string)location["physicalLocation"]!["artifactLocation"]!["uri"]!;

    private static int LineOf(JsonNode location) => (int)location["physicalLocation"]!["region"]!["startLine"]!;
}
