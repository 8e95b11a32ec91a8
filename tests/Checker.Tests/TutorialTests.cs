using System.Diagnostics;
using System.Text.RegularExpressions;
using Checker.Tests.Architecture;
using Checker.Tests.Cli;

namespace Checker.Tests;

/// <summary>docs/tutorial.md is run: its files are written, its commands executed in order, and what it quotes is what they print.</summary>
public sealed partial class TutorialTests
{
    [Fact]
    public void Every_command_prints_what_the_tutorial_quotes()
    {
        using var folder = new TemporaryFolder();
        string output = "";
        int commands = 0;
        foreach (Match block in Blocks().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "tutorial.md"))))
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
                    output = string.Concat(lines.Select(line => Run(folder.Path, line)));
                    commands += lines.Length;
                    break;
                case "text":
                    AssertQuoted(text, output);
                    break;
                default:
                    Assert.Equal("yaml", kind);
                    break;
            }
        }

        Assert.True(commands >= 6, $"the tutorial has {commands} commands");
    }

    // Three dots stand for what is left out.
    private static void AssertQuoted(string quoted, string output)
    {
        int at = 0;
        foreach (string part in OmittedText().Split(quoted).Where(part => part.Length > 0))
        {
            int found = output.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"the tutorial quotes\n{part}\nbut the command prints\n{output}");
            at = found + part.Length;
        }

        Assert.EndsWith(OmittedText().Split(quoted)[^1], output, StringComparison.Ordinal);
    }

    private static string Run(string folder, string line)
    {
        string[] words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool printsCode = words is [.., ";", "echo", "$?"];
        string[] arguments = [.. words.Skip(1).TakeWhile(word => word != ";")];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "checker.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string messages = string.Concat(error.Result.Split('\n').Where(message => message.StartsWith("checker:", StringComparison.Ordinal)).Select(message => message + "\n"));
        return output + messages + (printsCode ? FormattableString.Invariant($"{process.ExitCode}\n") : "");
    }

    [GeneratedRegex(@"\.\.\.\n?")]
    private static partial Regex OmittedText();

    [GeneratedRegex("^```(?<kind>[^\n]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
