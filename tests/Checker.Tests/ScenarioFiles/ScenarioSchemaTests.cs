using System.Text.Json.Nodes;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Architecture;
using Checker.Tests.Schemas;

namespace Checker.Tests.ScenarioFiles;

/// <summary>The JSON Schema of scenario files says what the reader says.</summary>
public sealed class ScenarioSchemaTests
{
    private static readonly JsonSchema _schema = JsonSchema.OfDocumentation("scenario.schema.json");

    public static TheoryData<string> Shipped =>
        [
            .. new[] { "scenarios", "examples/scenarios" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.yaml"))
                .Select(file => Path.GetRelativePath(Repository.Root, file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_file_is_valid(string file) =>
        Assert.Empty(_schema.Errors(YamlJson.Of(File.ReadAllText(Path.Combine(Repository.Root, file)))));

    [Theory]
    [InlineData("gaols: []", "$.gaols is not allowed")]
    [InlineData("cpus: []", "$.cpus has fewer than 1 items")]
    [InlineData("cpus: [{entri: a}]", "$.cpus[0] lacks entry")]
    [InlineData("name: ../x", "$.name is not of the form ^[A-Za-z][A-Za-z0-9_.-]*$")]
    [InlineData("expected: [{platform: kvm, verdict: perhaps}]", "$.expected[0].verdict is none of")]
    [InlineData("memory: {mmio: [{start: 0}]}", "$.memory.mmio[0] lacks size")]
    [InlineData("parameters: {n: {summary: s, default: x}}", "$.parameters.n fits nothing of")]
    public void What_the_reader_refuses_is_not_valid(string change, string error)
    {
        var document = YamlJson.Of("{name: a, summary: s, guest: {image: a.elf}, cpus: [{entry: b}]}")!.AsObject();
        Assert.Empty(_schema.Errors(document));
        foreach (var (key, value) in YamlJson.Of(change)!.AsObject())
        {
            document[key] = value?.DeepClone();
        }

        Assert.Contains(_schema.Errors(document), found => found.StartsWith(error, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_key_of_the_reader_is_in_the_schema_and_the_other_way_round()
    {
        var schema = JsonNode.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "docs", "schemas", "scenario.schema.json"))
        )!;
        Assert.Equal(ScenarioKeys.Scenario, Keys(schema));
        Assert.Equal(ScenarioKeys.Guest, Keys(schema["$defs"]!["guest"]!));
        Assert.Equal(ScenarioKeys.Cpu, Keys(schema["$defs"]!["cpu"]!));
        Assert.Equal(ScenarioKeys.Memory, Keys(schema["$defs"]!["memory"]!));
        Assert.Equal(ScenarioKeys.Range, Keys(schema["$defs"]!["range"]!));
        Assert.Equal(ScenarioKeys.NumberParameter, Keys(schema["$defs"]!["numberParameter"]!));
        Assert.Equal(ScenarioKeys.WordParameter, Keys(schema["$defs"]!["wordParameter"]!));
        Assert.Equal(ScenarioKeys.Word, Keys(schema["$defs"]!["word"]!));
        Assert.Equal(ScenarioKeys.Expected, Keys(schema["$defs"]!["expected"]!));
    }

    [Fact]
    public void Every_key_is_documented()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scenario-files.md"));
        string[] keys =
        [
            .. new[]
            {
                ScenarioKeys.Scenario,
                ScenarioKeys.Guest,
                ScenarioKeys.Cpu,
                ScenarioKeys.Memory,
                ScenarioKeys.NumberParameter,
                ScenarioKeys.WordParameter,
                ScenarioKeys.Word,
                ScenarioKeys.Expected,
            }.SelectMany(keys => keys),
        ];
        Assert.All(keys, key => Assert.Matches($@"`([a-z]+(\[\])?\.)?{key}(\[\])?`", page));
    }

    private static IEnumerable<string> Keys(JsonNode schema) =>
        schema["properties"]!.AsObject().Select(property => property.Key);
}
