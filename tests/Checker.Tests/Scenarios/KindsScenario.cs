using Model.Catalogue;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Scenarios;

/// <summary>Fails in the way that is asked for, or not at all.</summary>
internal sealed class KindsScenario : Scenario
{
    public override string Name => "kinds";

    public override string Summary => "one violation of each kind";

    public override IReadOnlyList<Parameter> Parameters =>
        [
            Parameter.OneOf(
                "kind",
                "what fails",
                "nothing",
                "deadlock",
                "assertion",
                "exception",
                "vacuous",
                "internal",
                "model",
                "unbounded"
            ),
        ];

    public override IReadOnlyList<PlatformDescription> Platforms =>
        [new("plain", "as it is", Evidence.Reported, "", [])];

    public override IReadOnlyList<MatrixRow> Matrix =>
        [
            new("plain", new Dictionary<string, string>(), "", ExpectedVerdict.Holds),
            new(
                "plain",
                new Dictionary<string, string> { ["kind"] = "deadlock" },
                "hangs",
                ExpectedVerdict.Violates("assertion")
            ),
        ];

    public override SystemModel Build(PlatformDescription platform, Settings settings)
    {
        string kind = settings.Word("kind");
        var first = new SharedMutex("first");
        var second = new SharedMutex("second");
        var word = new Word("word");
        return kind switch
        {
            "deadlock" => new SystemModel("locks")
                .Process("a", () => TakeBoth(first, second))
                .Process("b", () => TakeBoth(second, first)),
            "internal" => throw new InvalidOperationException("the scenario is broken"),
            "model" => Counting(word, "same").Process("c", () => Touch(new Word("same"))),
            "unbounded" => new SystemModel("unbounded").Process("a", () => CountForEver(word)),
            _ => Counting(word, kind),
        };
    }

    private static SystemModel Counting(Word word, string kind)
    {
        var other = kind == "same" ? new Word("same") : word;
        return new SystemModel("counting")
            .Process("a", () => Count(word, kind))
            .Process("b", () => Count(other, kind))
            .Observe(word)
            .Always(kind == "vacuous" ? "word > 5 => word > 6" : "word <= 2");
    }

    private static async Step TakeBoth(SharedMutex one, SharedMutex other)
    {
        await one.Lock();
        await other.Lock();
        await other.Unlock();
        await one.Unlock();
    }

    private static async Step Touch(Word word) => await word.Store(1);

    private static async Step CountForEver(Word word)
    {
        for (ulong i = 0; ; i++)
        {
            await word.Store(i % 2);
        }
    }

    private static async Step Count(Word word, string kind)
    {
        ulong before = await word.FetchAdd(1);
        if (kind == "exception" && before == 1)
        {
            throw new InvalidOperationException("second");
        }

        Claim.That(kind != "assertion" || before == 0, "nobody came before");
    }
}
