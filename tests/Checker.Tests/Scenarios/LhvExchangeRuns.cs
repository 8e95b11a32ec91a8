using Checker.Targets.ScenarioFiles;
using Model.Catalogue;
using Model.Systems;

namespace Checker.Tests.Scenarios;

/// <summary>
/// Builds and explores the scenario on a platform with settings as a user writes them: <c>region=ram patch=F1</c>.
/// Where the settings do not say otherwise memory is sequentially consistent: the guest fences every shared store, and
/// the many set-ups stay ten times smaller.
/// </summary>
internal static class LhvExchangeRuns
{
    private static readonly Scenario _scenario = Catalogue.Scenarios[0];

    public static SystemModel Build(string platform, string settings = "")
    {
        var description = _scenario.Platforms.Single(candidate => candidate.Name == platform);
        var given = settings
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Split('='))
            .ToDictionary(word => word[0], word => word[1]);
        given.TryAdd("memory", "sc");
        return _scenario.Build(description, new Settings(_scenario.ParametersOn(description), given));
    }

    public static ExplorationResult Explore(string platform, string settings = "") =>
        Checker.Explore.Model(Build(platform, settings)).Exhaustively();

    /// <summary>The kinds of violation found, each once, in ordinal order.</summary>
    public static string KindsOf(ExplorationResult result) =>
        string.Join(' ', result.Violations.Select(WordOf).Distinct().Order(StringComparer.Ordinal));

    public static string WordOf(Violation violation) => violation.Kind.ToString().ToLowerInvariant();

    public static string Words(IReadOnlyDictionary<string, string> settings) =>
        string.Join(' ', settings.Select(setting => $"{setting.Key}={setting.Value}"));
}
