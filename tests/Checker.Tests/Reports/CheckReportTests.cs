using System.Text.Json.Nodes;
using Checker.Cli;
using Checker.Tests.Cli;
using Checker.Tests.Golden;
using Checker.Tests.Schemas;

namespace Checker.Tests.Reports;

public sealed class CheckReportTests
{
    [Theory]
    [InlineData("holds", "check token")]
    [InlineData("violated", "check token --on split")]
    [InlineData("violated-cut", "check token --on split --first")]
    [InlineData("bounded", "check token --max-states 5")]
    [InlineData("vacuous", "check kinds --set kind=vacuous")]
    [InlineData("random", "check token --strategy random --walks 3 --length 20 --seed 5")]
    [InlineData("unbounded", "check kinds --set kind=unbounded --max-locals 100")]
    public void The_wording_and_the_JSON_are_fixed(string name, string arguments)
    {
        GoldenFile.Verify($"check-{name}.txt", CommandLine.Run(arguments.Split(' ')).Output);
        GoldenFile.Verify($"check-{name}-json.txt", CommandLine.Run([.. arguments.Split(' '), "--json"]).Output);
    }

    [Theory]
    [InlineData("check token")]
    [InlineData("check token --on split")]
    [InlineData("check token --max-states 5")]
    [InlineData("check kinds --set kind=vacuous")]
    public void The_JSON_fits_its_schema(string arguments) =>
        Assert.Equal(
            [],
            JsonSchema
                .OfDocumentation("check.schema.json")
                .Errors(JsonNode.Parse(CommandLine.Run([.. arguments.Split(' '), "--json"]).Output))
        );

    [Fact]
    public void A_stuck_trace_has_two_lengths()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        _ = CommandLineProgram.Run(
            ["check", "posted-interrupt-wakeup", "--on", "no-second-look", "--json"],
            output,
            error,
            TextReader.Null
        );

        var stuck = JsonNode.Parse(output.ToString())!["properties"]!
            .AsArray()
            .Single(property => (string)property!["kind"]! == "stuck")!;

        Assert.True((int)stuck["steps"]! < (int)stuck["fullSteps"]!);
    }

    [Fact]
    public void A_finished_and_a_cut_exploration_share_no_word_of_their_verdict()
    {
        string finished = CommandLine.Run("check", "token").Output;
        string cut = CommandLine.Run("check", "token", "--max-states", "5").Output;

        Assert.Contains("holds", finished, StringComparison.Ordinal);
        Assert.Contains("every reachable state was explored", finished, StringComparison.Ordinal);
        Assert.DoesNotContain("holds", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("explored", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("bounded", finished, StringComparison.Ordinal);
    }

    [Fact]
    public void The_matrix_is_plain_text_when_redirected()
    {
        var (code, output, error) = CommandLine.Run("matrix");

        Assert.Equal((1, ""), (code, error));
        GoldenFile.Verify("matrix.txt", output);
    }

    [Fact]
    public void The_matrix_as_JSON()
    {
        var (code, output, error) = CommandLine.Run("matrix", "token", "--json");

        Assert.Equal((0, ""), (code, error));
        GoldenFile.Verify("matrix-json.txt", output);
    }

    [Fact]
    public void The_list() => GoldenFile.Verify("list.txt", CommandLine.Run("list").Output);
}
