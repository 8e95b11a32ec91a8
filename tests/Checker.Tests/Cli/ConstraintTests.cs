using System.Text.Json;
using System.Text.Json.Nodes;
using Checker.Tests.ContinuousIntegration;
using Checker.Tests.ScenarioFiles;

namespace Checker.Tests.Cli;

/// <summary><c>--while</c> and <c>while:</c>: every command and report says what the verdict is within.</summary>
public sealed class ConstraintTests
{
    [Fact]
    public void Check_says_it_in_text_and_JSON()
    {
        var (code, text, _) = CommandLine.Run(
            "check",
            "token",
            "--set",
            "tokens=4",
            "--while",
            "given < 3",
            "--invariant",
            "given <= 3"
        );
        using var json = JsonDocument.Parse(
            CommandLine
                .Run("check", "token", "--set", "tokens=4", "--while", "given < 3", "--while", "done < 2", "--json")
                .Output
        );

        Assert.Equal(0, code);
        Assert.StartsWith(
            "token on atomic (tokens=4): holds within given < 3\n  every reachable state was explored while given < "
                + "3 holds, and nothing beyond,",
            text,
            StringComparison.Ordinal
        );
        Assert.Equal("(given < 3) && (done < 2)", json.RootElement.GetProperty("within").GetString());
        Assert.True(json.RootElement.GetProperty("exhaustive").GetBoolean());
        Assert.Equal(
            1,
            CommandLine
                .Run("check", "token", "--set", "tokens=4", "--while", "given < 3", "--invariant", "given < 3")
                .Code
        );
    }

    [Fact]
    public void A_constraint_that_makes_no_sense_is_bad_input() =>
        Assert.Contains(
            "expected a name of the model, found gven; did you mean given?",
            CommandLine.BadInput("check", "token", "--while", "gven < 3"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("replay", 0)]
    [InlineData("minimise", 0)]
    public void A_trace_knows_its_constraint(string command, int code)
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run(
            "check",
            "token",
            "--on",
            "split",
            "--set",
            "tokens=4",
            "--while",
            "given < 3",
            "--save",
            folder.File("traces/")
        );

        Assert.Equal(2, Directory.GetFiles(folder.File("traces")).Length);
        foreach (string trace in Directory.GetFiles(folder.File("traces")))
        {
            Assert.Equal("given < 3", (string?)JsonNode.Parse(File.ReadAllText(trace))!["subject"]!["while"]![0]);
            var (actual, _, error) = CommandLine.Run(command, trace);
            Assert.Equal((code, ""), (actual, error));
        }
    }

    // Without the constraint the model has more states, some of them with the goal still in reach.
    [Fact]
    public void A_trace_without_its_constraint_is_of_another_model()
    {
        using var folder = new TemporaryFolder();
        string trace = folder.File("trace.json");
        CommandLine.Run(
            "check",
            "token",
            "--on",
            "split",
            "--set",
            "tokens=4",
            "--while",
            "given < 3",
            "--save",
            trace
        );
        var text = JsonNode.Parse(File.ReadAllText(trace))!;
        text["subject"]!.AsObject().Remove("while");
        File.WriteAllText(trace, text.ToJsonString());

        Assert.NotEqual(0, CommandLine.Run("replay", trace).Code);
    }

    [Fact]
    public void A_scenario_file_has_it_and_the_matrix_shows_it()
    {
        using var folder = new TicketFolder();
        folder.Edit("observe: [total]", "while: total < 9 * ${rounds}\n\nobserve: [total]");
        folder.Edit(
            "  - {platform: kvm, set: {region: mmio}, verdict: violated, kinds: [invariant, refinement, stuck]}\n",
            ""
        );
        folder.Edit("  - {platform: kvm, set: {region: mmio}, patch: ../patches/F4-one-exit.cs, verdict: holds}\n", "");
        var (_, table, _) = CommandLine.Run("matrix", folder.Scenario);

        Assert.Contains("holds within total < 9 * 2", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_mistakes_are_told_with_their_place()
    {
        using var folder = new TicketFolder();
        folder.Edit("observe: [total]", "while: totl < 2\n\nobserve: [total]");

        Assert.StartsWith(
            $"{folder.Scenario}:35:8: bad expression: expected a name of the model, found totl",
            CommandLine.BadInput("check", folder.Scenario),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_reports_of_a_suite_have_it()
    {
        using var folder = new CiFolder();
        folder.ExpectWrongly();
        folder.Edit("observe: [total]", "while: total < 9\n\nobserve: [total]");
        var (_, text, _) = folder.Run(
            folder.Scenarios,
            "--no-cache",
            "--junit",
            folder.File("j"),
            "--sarif",
            folder.File("s"),
            "--summary",
            folder.File("m")
        );

        foreach (string report in new[] { text, folder.Text("j"), folder.Text("s"), folder.Text("m") })
        {
            Assert.Contains("within total", report, StringComparison.Ordinal);
        }

        Assert.Contains("holds within total < 9", text, StringComparison.Ordinal);
    }
}
