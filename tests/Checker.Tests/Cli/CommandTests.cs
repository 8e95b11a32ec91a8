using System.Text.Json;

namespace Checker.Tests.Cli;

public sealed class CommandTests
{
    [Theory]
    [InlineData("check token", 0)]
    [InlineData("check token --on split", 1)]
    [InlineData("check token --max-states 5", 3)]
    [InlineData("check kinds --set kind=vacuous", 3)]
    [InlineData("check token --strategy dfs --workers 2 --max-memory 100 --timeout 60 --verify-model", 0)]
    [InlineData("check token --on split --strategy random --walks 20 --length 100", 1)]
    [InlineData("check token --invariant given<=1 --goal done==1", 0)]
    [InlineData("check token --invariant given==0", 1)]
    [InlineData("check token --goal taken1==1", 1)]
    [InlineData("matrix token", 0)]
    [InlineData("matrix", 1)]
    [InlineData("list", 0)]
    [InlineData("--help", 0)]
    [InlineData("check kinds --set kind=internal", 70)]
    public void The_exit_code_is_the_contract(string arguments, int code) =>
        Assert.Equal(code, CommandLine.Run(arguments.Split(' ')).Code);

    [Fact]
    public void No_command_gets_a_short_help()
    {
        var (code, output, error) = CommandLine.Run();

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("Commands:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("check")]
    [InlineData("matrix")]
    [InlineData("replay")]
    [InlineData("minimise")]
    public void Each_help_has_an_example(string command)
    {
        var (code, output, error) = CommandLine.Run(command, "--help");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"  checker {command}", output, StringComparison.Ordinal);
        Assert.Contains("Example", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_internal_error_is_one_line_and_a_stack_trace_only_when_asked_for()
    {
        var (_, output, error) = CommandLine.Run("check", "kinds", "--set", "kind=internal");
        string debug = CommandLine.Run("check", "kinds", "--set", "kind=internal", "--debug").Error;

        Assert.Equal(
            (
                "",
                "checker: internal error: InvalidOperationException: the scenario is broken; run it again with "
                    + "--debug for the place\n"
            ),
            (output, error)
        );
        Assert.Contains("   at ", debug, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fields_of_the_JSON_are_in_the_order_of_the_contract()
    {
        using var bounded = JsonDocument.Parse(CommandLine.Run("check", "token", "--max-states", "5", "--json").Output);
        using var violated = JsonDocument.Parse(CommandLine.Run("check", "token", "--on", "split", "--json").Output);
        using var matrix = JsonDocument.Parse(CommandLine.Run("matrix", "token", "--json").Output);
        string[] contract =
        [
            "scenario",
            "platform",
            "parameters",
            "verdict",
            "exhaustive",
            "kind",
            "property",
            "steps",
            "fullSteps",
            "states",
            "transitions",
            "depth",
            "seconds",
            "trace",
        ];

        Assert.Equal([.. contract, "reason", "properties"], Names(bounded.RootElement));
        Assert.Equal([.. contract, "properties"], Names(violated.RootElement));
        Assert.All(
            matrix.RootElement.EnumerateArray(),
            row => Assert.Equal([.. contract, "properties", "expected", "agrees"], Names(row))
        );
    }

    [Fact]
    public void The_seed_of_random_walks_is_always_said_and_decides_everything()
    {
        string[] walk = ["check", "token", "--on", "split", "--strategy", "random", "--walks", "50", "--length", "100"];
        using var folder = new TemporaryFolder();

        Assert.Equal("random walks with seed 1\n", CommandLine.Run(walk).Error);
        Assert.Equal("random walks with seed 42\n", CommandLine.Run([.. walk, "--json", "--seed", "42"]).Error);
        CommandLine.Run([.. walk, "--seed", "42", "--save", folder.File("a.json")]);
        CommandLine.Run([.. walk, "--seed", "42", "--save", folder.File("b.json")]);
        CommandLine.Run([.. walk, "--seed", "43", "--save", folder.File("c.json")]);
        Assert.Equal(File.ReadAllText(folder.File("a.json")), File.ReadAllText(folder.File("b.json")));
        Assert.NotEqual(File.ReadAllText(folder.File("a.json")), File.ReadAllText(folder.File("c.json")));
    }

    [Fact]
    public void A_folder_gets_one_trace_for_each_violated_property()
    {
        using var folder = new TemporaryFolder();
        string target = folder.File("traces/");

        using var report = JsonDocument.Parse(
            CommandLine.Run("check", "token", "--on", "split", "--save", target, "--json").Output
        );

        Assert.Equal(
            [target + "token-split-stuck.json", target + "token-split-invariant.json"],
            report
                .RootElement.GetProperty("properties")
                .EnumerateArray()
                .Select(property => property.GetProperty("trace").GetString())
        );
        Assert.All(Directory.GetFiles(target), file => Assert.Equal(0, CommandLine.Run("replay", file).Code));
        Assert.Equal(2, Directory.GetFiles(target).Length);
    }

    [Fact]
    public void The_matrix_saves_every_trace()
    {
        using var folder = new TemporaryFolder();

        CommandLine.Run("matrix", "--save", folder.Path);

        Assert.Equal(
            [
                "kinds-plain-deadlock-deadlock.json",
                "token-split-2-taken-invariant.json",
                "token-split-invariant.json",
                "token-split-stuck.json",
            ],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Properties_that_the_user_added_are_replayed_too()
    {
        using var folder = new TemporaryFolder();
        string trace = folder.File("trace.json");

        Assert.Equal(1, CommandLine.Run("check", "token", "--invariant", "done == 0", "--save", trace).Code);
        Assert.Equal(0, CommandLine.Run("replay", trace).Code);
    }

    [Fact]
    public void Replay_steps_through_and_can_be_left()
    {
        using var folder = new TemporaryFolder();
        string trace = folder.File("trace.json");
        CommandLine.Run("check", "token", "--on", "split", "--save", trace);

        var all = CommandLine.Run("replay", trace, "--step");
        var left = CommandLine.RunWith("\nq\n", true, "replay", trace, "--step");
        var through = CommandLine.RunWith("\n\n\n\n", true, "replay", trace, "--step");

        Assert.Equal(0, all.Code);
        Assert.Contains("   4  cpu1  store [cell] 0\n", all.Output, StringComparison.Ordinal);
        Assert.EndsWith("exact: 4 steps and the ending as recorded\n", all.Output, StringComparison.Ordinal);
        Assert.Equal(
            (3, "checker: unfinished: left after step 2; what follows was not compared\n"),
            (left.Code, left.Error)
        );
        Assert.Equal(all.Output, through.Output);
    }

    [Fact]
    public void Minimise_saves_a_trace_that_replays()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run(
            "check",
            "token",
            "--on",
            "split",
            "--set",
            "tokens=3",
            "--strategy",
            "random",
            "--save",
            folder.File("long.json")
        );

        var (code, output, error) = CommandLine.Run(
            "minimise",
            folder.File("long.json"),
            "--save",
            folder.File("short.json")
        );

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("-> 3 context switches in 8 steps, the least there is\n", output, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("replay", folder.File("short.json")).Code);
    }

    [Fact]
    public void Nothing_that_is_redirected_has_escape_codes()
    {
        Assert.DoesNotContain('\u001b', CommandLine.Run("matrix").Output);
        Assert.DoesNotContain('\u001b', CommandLine.Run("check", "token", "--on", "split").Output);
    }

    private static IEnumerable<string> Names(JsonElement element) =>
        element.EnumerateObject().Select(property => property.Name);
}
