using System.Runtime.CompilerServices;
using Checker.Cli;
using Checker.ScenarioFiles;

namespace Checker.Tests.Traces;

/// <summary>The counterexamples under traces/: every one of them replays exactly, and every violation of the catalogue has one.</summary>
public sealed class CommittedTraceTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder(), "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_committed_trace_replays_exactly(string file)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        int code = CommandLineProgram.Run(["replay", Path.Combine(Folder(), file)], output, errors, TextReader.Null);

        // A slow machine shows progress on standard error.
        Assert.True(code == 0, errors.ToString());
        Assert.Contains("exact: ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_scenario_that_fails_somewhere_has_traces()
    {
        string[] files = [.. Directory.EnumerateFiles(Folder(), "*.json").Select(file => Path.GetFileName(file))];

        Assert.All(
            Catalogue.Scenarios.Where(scenario => scenario.Matrix.Any(row => row.Expected.Violated)),
            scenario => Assert.Contains(files, file => file.StartsWith($"{scenario.Name}-", StringComparison.Ordinal)));
    }

    private static string Folder([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "traces"));
}
