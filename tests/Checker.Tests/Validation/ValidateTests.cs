using System.Text.Json.Nodes;
using Checker.Patches;
using Checker.Reports;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Golden;
using Checker.Tests.Patching;
using Checker.Tests.Schemas;
using Checker.Validation;
using Model.Catalogue;

namespace Checker.Tests.Validation;

public sealed class ValidateTests : IDisposable
{
    private readonly PatchFolder _folder = new();

    public static TheoryData<string, string> MatrixRows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var row in Catalogue.Scenarios[0].Matrix.Where(row => row.Set.ContainsKey("patch")))
            {
                rows.Add(
                    row.Set["patch"],
                    string.Join(
                        ' ',
                        row.Set.Where(setting => setting.Key != "patch")
                            .Select(setting => $"{setting.Key}={setting.Value}")
                    )
                );
            }

            return rows;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_table_of_a_lock_across_exits()
    {
        var (code, output, _) = _folder.Run(
            "validate",
            _folder.Example("F3-lock-across-exits.cs"),
            "--save",
            _folder.File("traces")
        );

        Assert.Equal(1, code);
        GoldenFile.Verify("validate-F3.txt", output);
        string[] traces =
        [
            .. output
                .Split('\n')
                .Where(line => line.Contains(" steps: ", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[^1]),
        ];
        Assert.NotEmpty(traces);
        Assert.Equal(
            traces.Order(StringComparer.Ordinal),
            Directory
                .GetFiles(_folder.File("traces"))
                .Select(file => Path.GetRelativePath(_folder.Path, file))
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            traces.Where(trace => !trace.EndsWith("stuck.json", StringComparison.Ordinal)),
            trace => Assert.Equal(0, _folder.Run("replay", _folder.File(trace)).Code)
        );
    }

    [Fact]
    public void A_wrong_patch_in_text()
    {
        string patch = _folder.Example("wrong-retry-without-reread.cs");

        var (code, output, _) = _folder.Run("validate", patch, "--save", _folder.File("traces"));

        Assert.Equal(1, code);
        GoldenFile.Verify("validate-wrong-retry.txt", output);
    }

    [Fact]
    public void A_wrong_patch_in_JSON()
    {
        string patch = _folder.Example("wrong-retry-without-reread.cs");

        var (code, output, _) = _folder.Run(
            "validate",
            patch,
            "--max-states",
            "2000",
            "--save",
            _folder.File("traces"),
            "--json"
        );

        Assert.Equal(1, code);
        var json = JsonNode.Parse(output)!;
        Assert.Equal([], JsonSchema.OfDocumentation("validate.schema.json").Errors(json));
        Assert.Equal("broken", (string)json["verdict"]!);
        foreach (
            var (count, effect) in ((string, string)[])
                [("stillBroken", "still broken"), ("cured", "cured"), ("undecided", "undecided")]
        )
        {
            var rows = json["properties"]!.AsArray().Where(row => (string)row!["effect"]! == effect);
            Assert.Equal((int)json["effects"]![count]!, rows.Count());
            Assert.Contains(json["table"]!.AsArray(), line => (string)line!["effect"]! == effect);
        }

        Assert.All(
            json["table"]!.AsArray(),
            line => Assert.Equal((string)line!["after"]! == "violated", line["trace"] is not null)
        );
    }

    [Fact]
    public void The_same_bytes_every_time_but_for_seconds()
    {
        string patch = _folder.Example("memslot-update-pause-all.cs");

        string[] outputs =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(_ => Seconds(_folder.Run("validate", patch, "--save", _folder.File("traces")).Output)),
        ];

        Assert.Equal(outputs[0], outputs[1]);
        GoldenFile.Verify("validate-memslot-update-pause-all.txt", outputs[0]);
    }

    [Theory]
    [MemberData(nameof(MatrixRows))]
    public void A_fix_candidate_breaks_what_the_matrix_says(string patch, string settings)
    {
        var scenario = Catalogue.Scenarios[0];
        string[] wanted = settings.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var bases = PatchBase.In(Catalogue.Scenarios);
        var loaded = PatchCompiler.Load(
            PatchFile.Read(
                _folder.Example(
                    Path.GetFileName(
                        Directory
                            .GetFiles(
                                Path.Combine(Architecture.Repository.Root, "examples", "patches"),
                                $"{patch}-*.cs"
                            )
                            .Single()
                    )
                )
            ),
            bases
        );
        var start = bases.First(candidate => candidate.Name == "kvm");
        var plan = ValidationPlan.For(start, full: false);
        var run = plan.Runs.Single(run => !run.IsLitmus && Differing(run, scenario).SequenceEqual(wanted));

        var validator = new Validator(loaded, long.MaxValue, TestCache.Shared, CancellationToken.None);
        var compared = validator.Compare([run], _ => { });
        var outcome = new ValidationOutcome(loaded, start, plan, compared, []);

        var expected = scenario.Matrix.Single(row =>
            row.Set.TryGetValue("patch", out string? name)
            && name == patch
            && row.Set.Count == wanted.Length + 1
            && wanted.All(setting =>
                row.Set.Contains(KeyValuePair.Create(setting.Split('=')[0], setting.Split('=')[1]))
            )
        );
        Assert.Equal(
            expected.Expected.Kinds,
            outcome
                .Rows.Where(row => row.IsBroken)
                .Select(row => Labels.Of(row.Kind))
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
    }

    private static IEnumerable<string> Differing(ValidationRun run, Scenario scenario) =>
        scenario
            .ParametersOn(run.Platform)
            .Where(parameter => run.Settings.Word(parameter.Name) != parameter.Default)
            .Select(parameter => $"{parameter.Name}={run.Settings.Word(parameter.Name)}")
            .Order(StringComparer.Ordinal);

    private static string Seconds(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"in [\d.]+ s\n", "in 1 s\n");
}
