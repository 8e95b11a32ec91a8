using System.Text.RegularExpressions;
using Checker.Patches;
using Checker.Tests.Architecture;
using Microsoft.CodeAnalysis.CSharp;
using Model.Platforms;

namespace Checker.Tests.Documentation;

/// <summary>What holds for the text of every page.</summary>
public sealed partial class ProseTests
{
    private const int Columns = 120;

    public static TheoryData<string> Pages => [.. MarkdownPage.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Lines_fit_in_a_terminal(string page) =>
        Assert.All(
            new MarkdownPage(page).Prose,
            line => Assert.True(line.Text.Length <= Columns, $"{page}:{line.Line} has {line.Text.Length} columns")
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_line_has_one_sentence(string page) =>
        Assert.All(
            new MarkdownPage(page).Prose,
            line =>
                Assert.False(
                    SentenceWithin().IsMatch(CodeOrLink().Replace(line.Text, "x")),
                    $"{page}:{line.Line} begins a sentence behind another one: {line.Text}"
                )
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page) =>
        Assert.All(
            new MarkdownPage(page).Links.Where(link => !link.Target.Contains("://", StringComparison.Ordinal)),
            link =>
            {
                string[] parts = link.Target.Split('#');
                string target =
                    parts[0].Length == 0
                        ? page
                        : Path.GetRelativePath(
                            Repository.Root,
                            Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, parts[0]))
                        );
                Assert.True(
                    Path.Exists(Path.Combine(Repository.Root, target)),
                    $"{page}:{link.Line} links to {link.Target}, which is not there"
                );
                Assert.True(
                    parts.Length == 1 || new MarkdownPage(target).Anchors.Contains(parts[1]),
                    $"{page}:{link.Line} links to {link.Target}, but {target} has no such heading"
                );
            }
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public void Paths_lead_somewhere(string page) =>
        Assert.All(
            new MarkdownPage(page).Paths,
            path =>
                Assert.True(
                    Path.Exists(Path.Combine(Repository.Root, path.Text)),
                    $"{page}:{path.Line} names {path.Text}, which is not there"
                )
        );

    [Fact]
    public void The_front_page_fits_on_a_screen_and_a_half() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).Length, 1, 90);

    [Fact]
    public void The_page_on_patches_names_the_language_that_they_are_compiled_as()
    {
        var options = (CSharpParseOptions)PatchSource.Parse("", "").Options;
        string version = options.LanguageVersion.MapSpecifiedToEffectiveVersion().ToDisplayString().Split('.')[0];
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "patches.md"));
        Assert.Contains($"compiled as C# {version},", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_platform_says_which_versions_its_evidence_is_about() =>
        Assert.All(
            PlatformCatalogue.All,
            platform =>
            {
                Assert.NotEmpty(platform.Versions);
                string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "platforms.md"));
                Assert.Contains($"\n| {platform.Name} | {platform.Versions} |\n", text, StringComparison.Ordinal);
            }
        );

    // A number with a dot begins an item of a list; an x stands for code or a link.
    [GeneratedRegex(@"(?<!^\s*\d+)(?<!e\.g)[.!?][)*""]* [A-Z(*""x]")]
    private static partial Regex SentenceWithin();

    [GeneratedRegex(@"`[^`]*`|\[[^\]]*\]\([^)]*\)")]
    private static partial Regex CodeOrLink();
}
