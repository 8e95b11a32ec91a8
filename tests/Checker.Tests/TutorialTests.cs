using System.Text.RegularExpressions;
using Checker.Tests.Architecture;
using Checker.Tests.Cli;

namespace Checker.Tests;

/// <summary>docs/tutorial.md is run: its files are written, its commands executed in order, and what it quotes is what they print.</summary>
public sealed class TutorialTests
{
    [Fact]
    public void Every_command_prints_what_the_tutorial_quotes()
    {
        using var folder = new TemporaryFolder();
        string output = "";
        int commands = 0;
        foreach (Match block in QuotedCommand.Blocks().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "tutorial.md"))))
        {
            string kind = block.Groups["kind"].Value;
            string text = block.Groups["text"].Value;
            switch (kind.Split(' ')[0])
            {
                case "csharp":
                    File.WriteAllText(folder.File(kind.Split(' ')[1]), text);
                    break;
                case "sh":
                    string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                    Assert.All(lines, line => Assert.StartsWith("checker ", line, StringComparison.Ordinal));
                    output = string.Concat(lines.Select(line => QuotedCommand.Run(folder.Path, line)));
                    commands += lines.Length;
                    break;
                case "text":
                    QuotedCommand.AssertQuoted(text, output);
                    break;
                default:
                    Assert.Equal("yaml", kind);
                    break;
            }
        }

        Assert.True(commands >= 6, $"the tutorial has {commands} commands");
    }
}
