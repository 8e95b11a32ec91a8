using Checker.Targets.ScenarioFiles;
using Model.Catalogue;
using Model.Scenarios.Variants;
using Model.Systems;

namespace Checker.Tests.Scenarios;

/// <summary>Explores entries of the catalogue.</summary>
internal static class Exploring
{
    /// <summary>The scenarios whose platforms are variants of host code.</summary>
    public static IEnumerable<VariantScenario> Scenarios => Catalogue.Scenarios.OfType<VariantScenario>();

    public static VariantScenario Scenario(string name) => Scenarios.Single(scenario => scenario.Name == name);

    public static ExplorationResult Explored(
        string scenario,
        string variant,
        params ReadOnlySpan<(string Name, string Value)> set
    ) => Explored(Scenario(scenario), variant, Ablations.All(), set);

    public static ExplorationResult Explored(
        VariantScenario scenario,
        string variant,
        Ablations parts,
        params ReadOnlySpan<(string Name, string Value)> set
    )
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in set)
        {
            values.Add(name, value);
        }

        return Explored(scenario.Build(variant, new Settings(scenario.Parameters, values), parts));
    }

    /// <summary>
    /// The verdict and the kinds of violation as one text: <c>holds</c>, or <c>violated: assertion, stuck</c>.
    /// </summary>
    public static string Verdict(ExplorationResult result) =>
        result.Violations.Count == 0
            ? result.Verdict.ToString().ToLowerInvariant()
            : "violated: "
                + string.Join(
                    ", ",
                    result
                        .Violations.Select(violation => violation.Kind.ToString().ToLowerInvariant())
                        .Distinct()
                        .Order(StringComparer.Ordinal)
                );

    /// <inheritdoc cref="Verdict(ExplorationResult)"/>
    public static string Verdict(ExpectedVerdict expected) =>
        expected.Violated ? "violated: " + string.Join(", ", expected.Kinds) : "holds";

    private static ExplorationResult Explored(SystemModel model)
    {
        var result = (Explore.Model(model) with { MaximumStates = 2_000_000 }).Exhaustively();
        Assert.NotEqual(Checker.Properties.Verdict.Bounded, result.Verdict);
        return result;
    }
}
