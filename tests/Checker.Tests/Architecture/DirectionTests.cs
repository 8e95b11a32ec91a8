using System.Reflection;
using Model.Steps;

namespace Checker.Tests.Architecture;

/// <summary>Knowledge points one way.</summary>
public sealed class DirectionTests
{
    // A namespace may use those of lower rank, itself, and its neighbours of the same rank.
    private static readonly IReadOnlyDictionary<string, int> _ranks = new Dictionary<string, int>
    {
        ["Checker.Automata.Guards"] = 0,
        ["Checker.Automata.Frames"] = 0,
        ["Checker.Automata"] = 0,
        ["Checker.Exploration"] = 1,
        ["Checker.Properties.Expressions"] = 2,
        ["Checker.Properties"] = 2,
        ["Checker.Traces"] = 2,
        ["Checker"] = 3,
        ["Checker.Reports"] = 4,
        ["Checker.Reports.Charts"] = 4,
        ["Checker.Reports.Html"] = 4,
        ["Checker.Reports.Itf"] = 4,
        ["Checker.Reports.Mermaid"] = 4,
        ["Checker.Explorer"] = 5,
        ["Checker.Litmus"] = 4,
        ["Checker.Litmus.Synthesis"] = 4,
        ["Checker.ScenarioFiles"] = 4,
        ["Checker.Patching"] = 5,
        ["Checker.Validation"] = 6,
        ["Checker.ContinuousIntegration"] = 7,
        ["Checker.Cli"] = 7,
    };

    [Fact]
    public void The_model_knows_Iced_and_not_the_checker()
    {
        Assert.DoesNotContain("checker", References(typeof(Step).Assembly), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(["Iced"], References(typeof(Step).Assembly).Where(IsForeign));
    }

    [Fact]
    public void The_checker_knows_Iced_only_through_the_model() =>
        Assert.DoesNotContain("Iced", References(typeof(Explore).Assembly));

    [Fact]
    public void Only_the_guests_of_a_model_know_Iced() => Assert.Empty(Architecture.References.Types(typeof(Step).Assembly)
        .Where(type => !Architecture.References.NamespaceOf(type).StartsWith("Model.Guests", StringComparison.Ordinal))
        .Where(type => Architecture.References.TypesIn(type).Any(used => Architecture.References.NamespaceOf(used).StartsWith("Iced", StringComparison.Ordinal)))
        .Select(type => type.FullName));

    [Fact]
    public void Folders_of_the_checker_know_only_what_lies_below_them()
    {
        var upward =
            from type in Architecture.References.Types(typeof(Explore).Assembly)
            let user = Architecture.References.NamespaceOf(type)
            where user.StartsWith("Checker", StringComparison.Ordinal)
            from used in Architecture.References.TypesIn(type).Select(Architecture.References.NamespaceOf).Distinct()
            where used.StartsWith("Checker", StringComparison.Ordinal) && RankOf(used) > RankOf(user)
            select $"{type.FullName} uses {used}";

        Assert.Empty(upward);
    }

    private static int RankOf(string name) => _ranks.TryGetValue(name, out int rank)
        ? rank
        : throw new InvalidOperationException($"{name} has no place in the order of folders yet.");

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsForeign(string assembly) => !assembly.StartsWith("System", StringComparison.Ordinal);
}
