using System.CommandLine;
using Checker.Reports;
using Checker.Targets;
using Model.Catalogue;
using Model.Scenarios;

namespace Checker.Cli;

/// <summary><c>checker list</c>.</summary>
internal static class ListCommand
{
    private const string Details = """
        Examples:
          checker list
          checker list lhv-xchg
          checker list litmus/sdm/03-store-buffering
          checker list examples/scenarios/ticket.yaml
        """;

    public static Command Create(Session session)
    {
        var name = new Argument<string?>("SCENARIO")
        {
            Description = "one scenario, or a scenario file: FILE.yaml [default: all]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new DocumentedCommand(
            "list",
            "Shows the scenarios with their platforms, parameters and expected verdicts.",
            Details
        )
        {
            name,
        };
        command.SetAction(parsed =>
        {
            session.Streams.Output.Write(
                parsed.GetValue(name) is { } named
                    ? Describe(new TargetResolver(session.Catalogue).Scenario(named))
                    : string.Join('\n', [.. session.Catalogue.Select(Describe), LitmusTests()])
            );
            return (int)ExitCode.Holds;
        });
        return command;
    }

    private static string LitmusTests() =>
        string.Concat(
            LitmusScenario
                .All.Select(test => $"  {test.Name}\n")
                .Prepend("litmus tests, which end on a platform as they may on hardware or are violated:\n")
        );

    private static string Describe(Scenario scenario)
    {
        List<string> lines = [$"{scenario.Name}: {scenario.Summary}"];
        lines.AddRange(scenario.Parameters.Select(parameter => $"  {Describe(parameter)}"));
        foreach (var platform in scenario.Platforms)
        {
            lines.Add($"  on {platform.Name}: {platform.Summary}");
            lines.Add(
                $"    evidence: {Describe(platform.Evidence)}"
                    + $"{(platform.Sources.Length == 0 ? "" : $": {platform.Sources}")}"
            );
            lines.AddRange(platform.Versions.Length == 0 ? [] : [$"    versions: {platform.Versions}"]);
            lines.AddRange(platform.Parameters.Select(parameter => $"    {Describe(parameter)}"));
            lines.AddRange(
                scenario
                    .Matrix.Where(row => row.Platform == platform.Name)
                    .Select(row => $"    expected: {Describe(row)}")
            );
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string Describe(Parameter parameter) =>
        $"--set {parameter.Name}={parameter.Range} [default: {parameter.Default}]  {parameter.Summary}";

    private static string Describe(MatrixRow row)
    {
        string settings =
            row.Set.Count == 0
                ? ""
                : $" with {Labels.Settings(row.Set.OrderBy(setting => setting.Key, StringComparer.Ordinal))}";
        string observed = row.Observed.Length == 0 ? "" : $" (reported: {row.Observed})";
        string expected = row.Expected.NamesKinds
            ? $"violated, {string.Join(" and ", row.Expected.Kinds)}"
            : Labels.Of(row.Expected);
        return $"{expected}{settings}{observed}";
    }

    private static string Describe(Evidence evidence) =>
        evidence switch
        {
            Evidence.ReadInSource => "read in source",
            Evidence.Reported => "reported",
            Evidence.Hypothesis => "hypothesis",
            _ => throw new ArgumentOutOfRangeException(nameof(evidence)),
        };
}
