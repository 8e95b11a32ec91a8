using System.Text.RegularExpressions;
using Checker.Tests.Architecture;

namespace Checker.Tests.Documentation;

/// <summary>The identifiers that occur in the sources, which pages about the code may name.</summary>
internal static partial class SourceNames
{
    private static readonly Lazy<HashSet<string>> _names = new(() =>
        Repository
            .SourceFiles("src", "tests", "examples")
            .SelectMany(file => Identifier().Matches(File.ReadAllText(file)).Select(match => match.Value))
            .ToHashSet(StringComparer.Ordinal)
    );

    /// <summary>
    /// Requires that words in the manner of C#'s public names are names of the sources; other words pass.
    /// </summary>
    public static void RequireAll(IEnumerable<string> words) =>
        Assert.All(
            words.Where(word => Compound().IsMatch(word)),
            word => Assert.True(_names.Value.Contains(word), $"{word} is not a name of the sources")
        );

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^(?:[A-Z][a-z]+){2,}$")]
    private static partial Regex Compound();
}
