using System.Text.RegularExpressions;
using Checker.Tests.Architecture;
using Model.Platforms;

namespace Checker.Tests;

/// <summary>What pages of docs quote is what the commands on them print.</summary>
public sealed class DocumentedCommandTests
{
    [Theory]
    [InlineData("litmus.md", 2)]
    [InlineData("platforms.md", 1)]
    public void Every_command_prints_what_the_page_quotes(string page, int least)
    {
        string output = "";
        int quotes = 0;
        foreach (Match block in QuotedCommand.Blocks().Matches(Page(page)))
        {
            string text = block.Groups["text"].Value;
            if (block.Groups["kind"].Value == "sh")
            {
                output = QuotedCommand.Run(Repository.Root, text.TrimEnd('\n'));
            }
            else
            {
                Assert.Equal("text", block.Groups["kind"].Value);
                QuotedCommand.AssertQuoted(text, output);
                quotes++;
            }
        }

        Assert.True(quotes >= least, $"{page} quotes {quotes} commands");
    }

    [Fact]
    public void Every_platform_says_which_versions_its_evidence_is_about() => Assert.All(
        PlatformCatalogue.All,
        platform =>
        {
            Assert.NotEmpty(platform.Versions);
            Assert.Contains($"\n| {platform.Name} | {platform.Versions} |\n", Page("platforms.md"), StringComparison.Ordinal);
        });

    private static string Page(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name));
}
