using Model.Catalogue;
using Model.Systems;

namespace Checker.Tests.Scenarios;

/// <summary>A row of a scenario's matrix, ready to be explored.</summary>
internal sealed record ExploredRow(Scenario Scenario, MatrixRow Row)
{
    public PlatformDescription Platform => Scenario.Platforms.First(platform => platform.Name == Row.Platform);

    public Settings Settings => new(Scenario.ParametersOn(Platform), Row.Set);

    public string Parameters =>
        Row.Set.Count == 0 ? "(defaults)" : string.Join(' ', Row.Set.Select(entry => $"{entry.Key}={entry.Value}"));

    public static IReadOnlyList<ExploredRow> Of(Scenario scenario) =>
        [.. scenario.Matrix.Select(row => new ExploredRow(scenario, row))];

    /// <summary>
    /// The kinds of what was violated, in the words and the order of <see cref="ExpectedVerdict.Kinds"/>.
    /// </summary>
    public static IReadOnlyList<string> KindsOf(ExplorationResult result) =>
        [
            .. result
                .Violations.Select(violation => violation.Kind.ToString().ToLowerInvariant())
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    public SystemModel Build() => Scenario.Build(Platform, Settings);

    public override string ToString() => $"{Row.Platform} {Parameters}";
}
