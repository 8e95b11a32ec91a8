using Model.Catalogue;
using Model.Systems;

namespace Checker.Tests.Scenarios;

/// <summary>
/// A producer hands out tokens through a cell; consumers take them with an exchange that is one step or two.
/// </summary>
internal sealed class TokenScenario : Scenario
{
    public override string Name => "token";

    public override string Summary => "tokens handed out through one cell";

    public override IReadOnlyList<Parameter> Parameters =>
        [Parameter.Number("tokens", "how many tokens are handed out", 1, 1, 4)];

    public override IReadOnlyList<PlatformDescription> Platforms =>
        [
            new("atomic", "an exchange is one step", Evidence.ReadInSource, "exchange in machine.c", []),
            new(
                "split",
                "an exchange is a load and a store",
                Evidence.Hypothesis,
                "",
                [Parameter.OneOf("write", "when the store takes place", "always", "taken")]
            ),
        ];

    public override IReadOnlyList<MatrixRow> Matrix =>
        [
            new("atomic", new Dictionary<string, string>(), "no trouble", ExpectedVerdict.Holds),
            new(
                "split",
                new Dictionary<string, string>(),
                "both taken twice and lost",
                ExpectedVerdict.Violates("invariant", "stuck")
            ),
            new(
                "split",
                new Dictionary<string, string> { ["write"] = "taken", ["tokens"] = "2" },
                "",
                ExpectedVerdict.Violates("invariant")
            ),
        ];

    public override SystemModel Build(PlatformDescription platform, Settings settings)
    {
        var world = new TokenWorld(
            platform.Name == "atomic",
            platform.Name == "split" && settings.Word("write") == "always",
            settings.Number("tokens")
        );
        return new SystemModel("token passing") { Identity = "version 1" }
            .Process("producer", world.Produce)
            .Process("cpu1", () => world.Consume(world.Taken1))
            .Process("cpu2", () => world.Consume(world.Taken2))
            .Observe(world.Cell, world.Given, world.Done, world.Taken1, world.Taken2)
            .Always("taken1 + taken2 <= given")
            .Goal("finished(producer)");
    }
}
