using System.Text.RegularExpressions;
using Checker.Tests.Architecture;

namespace Checker.Tests.Documentation;

/// <summary>A page of the documentation, taken apart into fenced blocks and prose.</summary>
/// <param name="Name">The path from the root of the repository.</param>
internal sealed partial record MarkdownPage(string Name)
{
    private static readonly string[] _foreign = [".git", "bin", "obj", "node_modules"];

    private readonly string[] _lines = File.ReadAllText(Path.Combine(Repository.Root, Name)).Split('\n');

    /// <summary>Every page of the repository.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory
            .EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(name => !name.Split('/').Intersect(_foreign).Any())
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The blocks, in order.</summary>
    public IReadOnlyList<FencedBlock> Blocks
    {
        get
        {
            List<FencedBlock> blocks = [];
            for (int at = 0; at < _lines.Length; at++)
            {
                if (Fence().Match(_lines[at]) is { Success: true } open)
                {
                    int begin = at + 1;
                    at = Array.FindIndex(_lines, begin, line => line == open.Groups["fence"].Value);
                    Assert.True(at >= 0, $"{Name}:{begin}: the block does not end");
                    blocks.Add(
                        new FencedBlock(
                            begin,
                            open.Groups["kind"].Value,
                            string.Concat(_lines[begin..at].Select(line => line + "\n"))
                        )
                    );
                }
            }

            return blocks;
        }
    }

    /// <summary>The lines outside of fenced blocks, tables and headings, each with its number from 1 on.</summary>
    public IEnumerable<(int Line, string Text)> Prose
    {
        get
        {
            string? fence = null;
            for (int at = 0; at < _lines.Length; at++)
            {
                string line = _lines[at];
                if (fence is not null)
                {
                    fence = line == fence ? null : fence;
                }
                else if (Fence().Match(line) is { Success: true } open)
                {
                    fence = open.Groups["fence"].Value;
                }
                else if (!line.StartsWith('|') && !line.StartsWith('#'))
                {
                    yield return (at + 1, line);
                }
            }
        }
    }

    /// <summary>The targets of links, each with the number of its line.</summary>
    public IEnumerable<(int Line, string Target)> Links =>
        _lines.SelectMany(
            (line, at) => Link().Matches(Code().Replace(line, "")).Select(link => (at + 1, link.Groups["target"].Value))
        );

    /// <summary>
    /// The paths from the root of the repository that stand in the text as code, each with the number of its line.
    /// </summary>
    public IEnumerable<(int Line, string Text)> Paths =>
        _lines.SelectMany((line, at) => PathAsCode().Matches(line).Select(path => (at + 1, path.Groups["path"].Value)));

    /// <summary>The names by which links reach the headings, as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors =>
        _lines
            .Where(line => line.StartsWith('#'))
            .Select(line => NotInAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("^(?<fence>```+)(?<kind>[^`]*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"`(?<path>(?:bench|docs|examples|findings|guests|litmus|scenarios|src|tests)/[\w./\-]*)`")]
    private static partial Regex PathAsCode();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
