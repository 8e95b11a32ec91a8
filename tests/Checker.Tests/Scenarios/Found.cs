using Checker.Traces;
using Model.Catalogue;
using Model.Systems;

namespace Checker.Tests.Scenarios;

/// <summary>Models of the test scenarios, and what exploring them finds.</summary>
internal static class Found
{
    public static SystemModel Token(string platform, params ReadOnlySpan<string> settings) =>
        Build(new TokenScenario(), platform, settings);

    public static SystemModel Kinds(string kind) => Build(new KindsScenario(), "plain", [$"kind={kind}"]);

    /// <summary>
    /// Every violation that the test scenarios have, by a name, with a function that builds its model afresh.
    /// </summary>
    public static IReadOnlyDictionary<string, Func<SystemModel>> Violating { get; } =
        new SortedDictionary<string, Func<SystemModel>>(StringComparer.Ordinal)
        {
            ["lost and doubled"] = () => Token("split"),
            ["doubled"] = () => Token("split", "tokens=2", "write=taken"),
            ["three tokens"] = () => Token("split", "tokens=3"),
            ["deadlock"] = () => Kinds("deadlock"),
            ["assertion"] = () => Kinds("assertion"),
            ["exception"] = () => Kinds("exception"),
        };

    public static TheoryData<string> Names => [.. Violating.Keys];

    public static Trace Trace(SystemModel model, string kind) =>
        Explore
            .Model(model)
            .Exhaustively()
            .Violations.First(violation => violation.Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase))
            .Trace;

    private static SystemModel Build(Scenario scenario, string platform, ReadOnlySpan<string> settings)
    {
        var on = scenario.Platforms.First(candidate => candidate.Name == platform);
        var given = settings
            .ToArray()
            .Select(setting => setting.Split('='))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        return scenario.Build(on, new Settings(scenario.ParametersOn(on), given));
    }
}
