using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using Checker.Cli;
using Checker.Coyote.Schedules;
using Checker.Targets.ScenarioFiles;

namespace Checker.Tests.Coyote;

/// <summary>The commands, as a user meets them.</summary>
public sealed class CoyoteCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coyote").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Check_finds_the_lost_token_and_saves_a_trace_that_both_engines_replay()
    {
        string file = Path.Combine(_folder, "trace.json");
        var (code, output, _) = Run(
            "check",
            "lhv-xchg",
            "--engine",
            "coyote",
            "--on",
            "kvm",
            "--set",
            "region=mmio",
            "--schedules",
            "30",
            "--save",
            file
        );

        Assert.Equal(1, code);
        Assert.Contains(
            "Microsoft.Coyote 1.7.11, random, seed 1; these properties fail",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains($"saved {file}", output, StringComparison.Ordinal);
        Assert.Contains("exact:", Run("replay", file, "--engine", "coyote").Output, StringComparison.Ordinal);
        var ours = new StringWriter();
        Assert.Equal(0, CommandLineProgram.Run(["replay", file], ours, new StringWriter(), new StringReader("")));
        Assert.Contains("exact:", ours.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clean_run_is_bounded_and_never_better()
    {
        var (code, output, _) = Run("check", "posted-interrupt-wakeup", "--engine", "coyote", "--schedules", "50");

        Assert.Equal(3, code);
        Assert.StartsWith("posted-interrupt-wakeup on linux: bounded\n", output, StringComparison.Ordinal);
        Assert.Contains(
            "nothing failed in these schedules; this proves nothing about others",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("holds", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_object_with_the_engine_and_its_version()
    {
        var (code, output, _) = Run(
            "check",
            "posted-interrupt-wakeup",
            "--engine",
            "coyote",
            "--on",
            "no-second-look",
            "--schedules",
            "50",
            "--seed",
            "3",
            "--json"
        );
        var report = JsonDocument.Parse(output).RootElement;

        Assert.Equal(1, code);
        Assert.Equal("Microsoft.Coyote 1.7.11", report.GetProperty("engine").GetString());
        Assert.Equal("violated", report.GetProperty("verdict").GetString());
        Assert.False(report.GetProperty("exhaustive").GetBoolean());
        Assert.Equal("deadlock", report.GetProperty("kind").GetString());
        Assert.Equal((50, 3), (report.GetProperty("schedules").GetInt32(), report.GetProperty("seed").GetInt32()));
        Assert.Equal("shown", report.GetProperty("properties")[0].GetProperty("certainty").GetString());
    }

    [Theory]
    [InlineData("there is no scenario 'lhv-xhg'; did you mean lhv-xchg?", "check", "lhv-xhg")]
    [InlineData(
        "--strategy cannot be 'rando'; expected one of random, prioritization, delay-bounding, probabilistic, "
            + "q-learning, portfolio; did you mean random?",
        "check",
        "lhv-xchg",
        "--strategy",
        "rando"
    )]
    [InlineData(
        "--bound is not for the strategy random; it is for prioritization, delay-bounding and probabilistic",
        "check",
        "lhv-xchg",
        "--bound",
        "3"
    )]
    [InlineData(
        "--fair is not for the strategy probabilistic; it is for prioritization and delay-bounding; random and "
            + "portfolio always are fair",
        "check",
        "lhv-xchg",
        "--strategy",
        "probabilistic",
        "--fair"
    )]
    [InlineData(
        "--seed cannot be '2048'; expected a whole number in 0..2047 with --engine coyote",
        "check",
        "lhv-xchg",
        "--seed",
        "2048"
    )]
    [InlineData("there is no option --sedd here; did you mean --seed?", "check", "lhv-xchg", "--sedd", "1")]
    public void Bad_input_is_one_line(string expected, params string[] args)
    {
        var (code, output, error) = Run([.. args, "--engine", "coyote"]);

        Assert.Equal((2, "", $"checker: {expected}\n"), (code, output, error.ReplaceLineEndings("\n")));
    }

    [Theory]
    [InlineData("--workers is not for Coyote; leave out --engine coyote", "--engine", "coyote", "--workers", "2")]
    [InlineData("--observe is not for Coyote; leave out --engine coyote", "--engine", "coyote", "--observe", "a")]
    [InlineData("--schedules is for Coyote only; add --engine coyote", "--schedules", "9")]
    [InlineData("--engine cannot be 'coyot'; expected one of checker, coyote; did you mean coyote?", "--engine=coyot")]
    public void What_one_engine_does_not_have_is_refused(string expected, params string[] args)
    {
        var (code, output, error) = Run(["check", "posted-interrupt-wakeup", .. args]);

        Assert.Equal((2, "", $"checker: {expected}\n"), (code, output, error));
    }

    [Fact]
    public void Coyote_is_not_loaded_unless_asked_for()
    {
        Assert.DoesNotContain(AssembliesOf("check", "posted-interrupt-wakeup"), IsCoyote);
        Assert.DoesNotContain(AssembliesOf("list"), IsCoyote);
        Assert.Contains(
            AssembliesOf("check", "posted-interrupt-wakeup", "--engine", "coyote", "--schedules", "1"),
            IsCoyote
        );

        static bool IsCoyote(string name) => name.StartsWith("Microsoft.Coyote", StringComparison.Ordinal);
    }

    [Fact]
    public void Telemetry_is_off()
    {
        var configuration = CoyoteConfiguration.Of(new CoyoteSettings(), 0);
        var field = typeof(Microsoft.Coyote.Configuration).GetField(
            "IsTelemetryEnabled",
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        );

        Assert.False((bool)field!.GetValue(configuration)!);
        Assert.True((bool)field.GetValue(Microsoft.Coyote.Configuration.Create())!);
    }

    [Fact]
    public void Cross_check_agrees_on_a_scenario_with_broken_and_fixed_forms()
    {
        var (code, output, _) = Run("cross-check", "posted-interrupt-wakeup", "--seeds", "5", "--schedules", "60");

        Assert.Equal(0, code);
        Assert.Contains("4 models: yes 4", output, StringComparison.Ordinal);
        Assert.Contains("5/5", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Cross_check_says_what_too_few_schedules_miss()
    {
        var (code, output, _) = Run("cross-check", "empty-mmio", "--schedules", "1");
        Assert.Equal(2, code);

        (code, output, _) = Run(
            "cross-check",
            "posted-interrupt-wakeup",
            "--seeds",
            "5",
            "--schedules",
            "60",
            "--length",
            "1"
        );
        Assert.Equal(3, code);
        Assert.Contains("missed 2", output, StringComparison.Ordinal);
        Assert.Contains(">60", output, StringComparison.Ordinal);
    }

    // The program with assemblies of its own, and the names of those that a command line has loaded.
    private static string[] AssembliesOf(params string[] args)
    {
        var context = new OwnAssemblies(Path.Combine(AppContext.BaseDirectory, "checker.dll"));
        var checker = context.LoadFromAssemblyName(new AssemblyName("checker"));
        var run = checker
            .GetType(typeof(CommandLineProgram).FullName!)!
            .GetMethod(
                nameof(CommandLineProgram.Run),
                [typeof(string[]), typeof(TextWriter), typeof(TextWriter), typeof(TextReader)]
            );
        var error = new StringWriter();
        Assert.InRange((int)run!.Invoke(null, [args, new StringWriter(), error, new StringReader("")])!, 0, 3);
        Assert.DoesNotContain("checker:", error.ToString(), StringComparison.Ordinal);
        return [.. context.Assemblies.Select(assembly => assembly.GetName().Name!)];
    }

    private sealed class OwnAssemblies(string program) : AssemblyLoadContext("checker")
    {
        private readonly AssemblyDependencyResolver _resolver = new(program);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int code = CommandLineProgram.Run(
            args,
            new Session(Catalogue.Scenarios, new Streams(output, error, new StringReader("")), CancellationToken.None)
        );
        return (code, output.ToString(), error.ToString());
    }
}
