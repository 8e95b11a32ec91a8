using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Checker.Cli;
using Checker.Replay;
using Checker.Reports.Html;
using Checker.Reports.Itf;
using Checker.Reports.Mermaid;
using Checker.Targets;
using Checker.Targets.ScenarioFiles;

namespace Checker.Tests.Traces;

/// <summary>
/// The counterexamples under traces/: every one of them replays exactly, and every violation of the catalogue has one.
/// </summary>
public sealed class CommittedTraceTests
{
    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Folder(), "*.json")
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

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

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_committed_trace_can_be_looked_at_in_every_form(string file)
    {
        var loaded = LoadedTrace.Read(Path.Combine(Folder(), file), new TargetResolver(Catalogue.Scenarios));
        var trace = loaded.File.Trace;
        var execution = new ExecutionBuilder(loaded.Model).Tell(trace);

        string page = TracePage.Of(loaded.File, execution, loaded.Model.Listing);
        var states = JsonNode.Parse(ItfTrace.Of(loaded.File.Subject, execution))!["states"]!.AsArray();
        string diagram = MermaidDiagram.Of(loaded.File.Subject, trace);

        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, trace.AllSteps.Count * 100, 500_000);
        Assert.Equal(trace.AllSteps.Count + 1 + execution.RoundStates.Count, states.Count);
        Assert.StartsWith("sequenceDiagram\n", diagram, StringComparison.Ordinal);
        Assert.Contains(
            FormattableString.Invariant($"    Note over {trace.Processes[0].Replace(' ', '_')}"),
            diagram,
            StringComparison.Ordinal
        );
        Assert.Contains(
            trace.Steps.Count == 0
                ? "In the initial state"
                : FormattableString.Invariant($"After {trace.Steps.Count} step"),
            diagram,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_scenario_that_fails_somewhere_has_traces()
    {
        string[] files = [.. Directory.EnumerateFiles(Folder(), "*.json").Select(file => Path.GetFileName(file))];

        Assert.All(
            Catalogue.Scenarios.Where(scenario => scenario.Matrix.Any(row => row.Expected.Violated)),
            scenario => Assert.Contains(files, file => file.StartsWith($"{scenario.Name}-", StringComparison.Ordinal))
        );
    }

    private static string Folder([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "traces"));
}
