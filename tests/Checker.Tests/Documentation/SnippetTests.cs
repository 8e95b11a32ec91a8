using System.Text.RegularExpressions;

namespace Checker.Tests.Documentation;

/// <summary>
/// Every block of every page is run, compiled or compared with what a command prints. Pages whose commands take long
/// are classes of their own, for tests of one class run one after the other.
/// </summary>
public sealed partial class SnippetTests
{
    private const string Tutorial = "docs/tutorial.md";
    private const string Findings = "docs/findings.md";

    public static TheoryData<string> Pages =>
        [
            .. MarkdownPage.All.Where(page =>
                page is not (Tutorial or Findings) && new MarkdownPage(page).Blocks.Count > 0
            ),
        ];

    // Pages that speak about the code.
    public static TheoryData<string> PagesAboutCode =>
        ["docs/engine.md", "docs/models.md", "docs/kernel-objects.md", "docs/patches.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_is_true(string page) => Snippets.Check(page);

    [Theory]
    [MemberData(nameof(PagesAboutCode))]
    public void Names_of_code_are_those_of_the_sources(string page) =>
        Assert.All(
            new MarkdownPage(page).Prose,
            line => SourceNames.RequireAll(Code().Matches(line.Text).Select(code => code.Groups["name"].Value))
        );

    [GeneratedRegex("`(?<name>[A-Za-z]+)[^`]*`")]
    private static partial Regex Code();

    public sealed class TutorialTests
    {
        [Fact]
        public void Every_block_is_true() => Snippets.Check(Tutorial);
    }

    public sealed class FindingsTests
    {
        [Fact]
        public void Every_block_is_true() => Snippets.Check(Findings);
    }
}
