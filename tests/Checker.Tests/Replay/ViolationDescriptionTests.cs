using System.Text.RegularExpressions;
using Checker.Exploration;
using Checker.Replay;
using Checker.Suites;
using Checker.Tests.Architecture;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Replay;

public sealed class ViolationDescriptionTests
{
    [Fact]
    public void Every_kind_is_described_once() =>
        Assert.Equal(
            Enum.GetValues<ViolationKind>(),
            ViolationDescription.All.Select(description => description.Kind).Order()
        );

    [Theory]
    [InlineData("check")]
    [InlineData("ci")]
    [InlineData("scenario")]
    [InlineData("validate")]
    public void The_schemas_list_every_kind_and_nothing_else(string command)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "schemas", $"{command}.schema.json"));
        string listed = Assert.Single(Regex.Matches(text, """\[([^]]*"deadlock"[^]]*)\]""")).Groups[1].Value;
        string[] words =
        [
            .. Regex.Matches(listed, "[a-z-]+").Select(match => match.Value).Where(word => word != "null"),
        ];
        string[] kinds =
        [
            .. command == "ci"
                ? Rules.All.Select(rule => rule.Id)
                : ViolationDescription.All.Select(description => description.Word),
        ];

        Assert.Equal(kinds.Order(StringComparer.Ordinal), words.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_reason_of_vacuity_concerns_one_property_or_all_whatever_is_quoted_in_it()
    {
        var word = new Word("word");
        async Step Run() => await word.Store(1);
        SystemModel Model() => new SystemModel("model").Process("cpu0", Run).Observe(word).Always("word < 3");

        var constrained = Explore.Model(Model().While("word > 0")).Exhaustively();
        var untested = Explore.Model(Model().Always("x 'word < 3' y", _ => true)).Exhaustively();

        Assert.True(Assert.Single(constrained.Untested).Concerns(ViolationKind.Invariant, "word < 3"));
        Assert.False(Assert.Single(untested.Untested).Concerns(ViolationKind.Invariant, "word < 3"));
    }
}
