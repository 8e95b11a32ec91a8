using System.Reflection;
using Model.Steps;
using Mono.Cecil;

namespace Checker.Tests.Architecture;

/// <summary>Knowledge points one way.</summary>
public sealed class DirectionTests
{
    [Fact]
    public void The_model_knows_Iced_and_not_the_checker()
    {
        Assert.DoesNotContain("checker", References(typeof(Step).Assembly), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(["Iced"], References(typeof(Step).Assembly).Where(IsForeign));
    }

    [Fact]
    public void The_checker_knows_Iced_only_through_the_model() =>
        Assert.DoesNotContain("Iced", References(typeof(Explore).Assembly));

    [Theory]
    [InlineData(typeof(Step))]
    [InlineData(typeof(Explore))]
    public void Namespaces_use_each_other_in_no_cycle(Type inside)
    {
        var uses = UsesOf(inside.Assembly);
        Assert.NotEmpty(uses);
        Assert.Equal("", Cycle(uses));
    }

    [Fact]
    public void A_cycle_is_found_and_named() =>
        Assert.Equal(
            "b -> c -> b",
            Cycle(
                new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal)
                {
                    ["a"] = ["b"],
                    ["b"] = ["c", "d"],
                    ["c"] = ["b"],
                }
            )
        );

    // Every namespace of an assembly, the global one included, and those that its code uses.
    private static SortedDictionary<string, SortedSet<string>> UsesOf(Assembly assembly)
    {
        var types = Architecture.References.Types(assembly).Where(type => !IsGenerated(type)).ToList();
        var own = types.Select(Architecture.References.NamespaceOf).ToHashSet(StringComparer.Ordinal);
        var uses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            string user = Architecture.References.NamespaceOf(type);
            foreach (
                string used in Architecture
                    .References.TypesIn(type)
                    .Where(used => used is not GenericParameter && !used.Name.StartsWith('<'))
                    .Select(Architecture.References.NamespaceOf)
            )
            {
                if (used != user && own.Contains(used))
                {
                    (uses.TryGetValue(user, out var known) ? known : uses[user] = new(StringComparer.Ordinal)).Add(
                        used
                    );
                }
            }
        }

        return uses;
    }

    // The compiler's own types (lambda shapes, embedded attributes, inline arrays) lie in the global namespace.
    private static bool IsGenerated(TypeDefinition type) =>
        type.DeclaringType is null
        && (type.Name.StartsWith('<') || type.Namespace.StartsWith("System", StringComparison.Ordinal));

    private static string Cycle(SortedDictionary<string, SortedSet<string>> uses)
    {
        var left = new SortedSet<string>(uses.Keys, StringComparer.Ordinal);
        while (left.FirstOrDefault(name => !uses[name].Overlaps(left)) is { } lowest)
        {
            left.Remove(lowest);
        }

        if (left.Count == 0)
        {
            return "";
        }

        // Everything left uses something left: whoever follows that comes round.
        List<string> path = [left.Min!];
        while (path.IndexOf(path[^1]) == path.Count - 1)
        {
            path.Add(uses[path[^1]].First(left.Contains));
        }

        return string.Join(" -> ", path[path.IndexOf(path[^1])..]);
    }

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsForeign(string assembly) => !assembly.StartsWith("System", StringComparison.Ordinal);
}
