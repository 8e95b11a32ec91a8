using Checker.Targets.ScenarioFiles;
using Checker.Tests.Scenarios;
using Model.Catalogue;

namespace Checker.Tests.Patches;

/// <summary>Explores a scenario on a platform whose logic a patch may stand in for.</summary>
internal static class Patched
{
    public static Scenario Scenario(string name) => Catalogue.Scenarios.Single(scenario => scenario.Name == name);

    public static ExplorationResult Explored(string scenario, PlatformDescription platform, string settings = "")
    {
        var given = settings
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Split('='))
            .ToDictionary(word => word[0], word => word[1]);
        var entry = Scenario(scenario);
        return Explore.Model(entry.Build(platform, new Settings(entry.ParametersOn(platform), given))).Exhaustively();
    }

    /// <summary>With the class <paramref name="patch"/>, or as it is.</summary>
    public static ExplorationResult Explored(string scenario, string platform, Type? patch, string settings = "")
    {
        var description = Scenario(scenario).Platforms.Single(candidate => candidate.Name == platform);
        return Explored(
            scenario,
            patch is null ? description : description with { Patch = new Patch(patch, patch.Name) },
            settings
        );
    }

    /// <summary>The verdict, the counts, and each violation with the length of its trace.</summary>
    public static string Told(ExplorationResult result) =>
        FormattableString.Invariant($"{result.Verdict} {result.States} {result.Transitions} {result.Depth}\n")
        + string.Join(
            '\n',
            result.Violations.Select(violation =>
                FormattableString.Invariant($"{violation.Kind} {violation.Property} {violation.Trace.Steps.Count}")
            )
        );

    public static string Kinds(ExplorationResult result) => LhvExchangeRuns.KindsOf(result);
}
