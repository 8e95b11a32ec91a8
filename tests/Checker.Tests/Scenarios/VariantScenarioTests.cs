using System.Globalization;
using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Checker.Tests.Scenarios;

/// <summary>What must be true of every scenario about host code.</summary>
public sealed class VariantScenarioTests
{
    public static TheoryData<string> Names => [.. Exploring.Scenarios.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_variant_gets_its_verdict_with_the_recorded_counts(string name)
    {
        var scenario = Exploring.Scenario(name);
        string[] found = [.. scenario.Variants.Select(variant => Row(scenario, variant))];
        string[] recorded =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Scenarios", "counts.md"))
                .Where(line => line.StartsWith($"| {name} |", StringComparison.Ordinal)),
        ];
        Assert.Equal(recorded, found);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_part_of_a_fixed_form_has_been_removed_and_the_verdict_is_as_the_table_says(string name)
    {
        var scenario = Exploring.Scenario(name);
        foreach (var variant in scenario.Variants.Where(variant => !variant.Expected.Violated))
        {
            var parts = Ablations.All();
            scenario.Build(variant.Name, Defaults(scenario), parts);
            Assert.Equal(
                parts.Asked,
                scenario
                    .Removals.Where(removal => removal.Variant == variant.Name)
                    .Select(removal => removal.Part)
                    .Order(StringComparer.Ordinal)
            );
        }

        Assert.Equal(
            scenario.Removals.Select(removal =>
                $"{removal.Variant} without {removal.Part}: {Exploring.Verdict(removal.Expected)}"
            ),
            scenario.Removals.Select(removal =>
                $"{removal.Variant} without {removal.Part}: "
                + $"{Exploring.Verdict(Exploring.Explored(scenario, removal.Variant, Ablations.Without(removal.Part)))}"
            )
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_tells_every_variant_and_every_removal(string name)
    {
        var scenario = Exploring.Scenario(name);
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "scenarios", $"{name}.md"));
        Assert.All(
            scenario.Variants,
            variant =>
                Assert.Contains(
                    $"| `{variant.Name}` | {Exploring.Verdict(variant.Expected)} |",
                    page,
                    StringComparison.Ordinal
                )
        );
        Assert.All(
            scenario.Removals,
            removal =>
                Assert.Contains(
                    $"| `{removal.Variant}` | {removal.Part} | "
                        + $"{(removal.Expected.Violated ? "caught" : "not caught")} | {removal.Why} |",
                    page,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void The_table_of_counts_has_no_other_rows()
    {
        var known = Exploring.Scenarios.SelectMany(scenario =>
            scenario.Variants.Select(variant => $"| {scenario.Name} | {variant.Name} |")
        );
        var recorded = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Scenarios", "counts.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => string.Join("|", line.Split('|').Take(3)) + "|");
        Assert.Equal(known, recorded);
    }

    private static Settings Defaults(Scenario scenario) =>
        new(scenario.Parameters, new SortedDictionary<string, string>(StringComparer.Ordinal));

    private static string Row(VariantScenario scenario, Variant variant)
    {
        var result = Exploring.Explored(scenario, variant.Name, Ablations.All());
        Assert.Equal(Exploring.Verdict(variant.Expected), Exploring.Verdict(result));
        Assert.True(variant.Expected.Violated || result.Exhaustive);
        string steps =
            result.Violations.Count == 0
                ? ""
                : string.Join(
                    ", ",
                    result
                        .Violations.OrderBy(violation => violation.Kind.ToString(), StringComparer.Ordinal)
                        .Select(violation =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{violation.Kind.ToString().ToLowerInvariant()} {violation.Trace.Steps.Count}"
                            )
                        )
                );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {scenario.Name} | {variant.Name} | {Exploring.Verdict(result)} | {result.States} | {steps} |"
        );
    }
}
