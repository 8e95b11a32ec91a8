using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Checker.Tests;

/// <summary>A command that a page of docs shows, and what the page quotes of its output.</summary>
internal static partial class QuotedCommand
{
    /// <summary>Three dots stand for what is left out.</summary>
    public static void AssertQuoted(string quoted, string output)
    {
        int at = 0;
        foreach (string part in OmittedText().Split(quoted).Where(part => part.Length > 0))
        {
            int found = output.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"the page quotes\n{part}\nbut the command prints\n{output}");
            at = found + part.Length;
        }

        Assert.EndsWith(OmittedText().Split(quoted)[^1], output, StringComparison.Ordinal);
    }

    /// <summary>Runs a line, perhaps with <c>; echo $?</c> at its end; the result is its output and messages.</summary>
    public static string Run(string folder, string line)
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

    /// <summary>The fenced blocks that have a kind: <c>sh</c>, <c>text</c> and others.</summary>
    [GeneratedRegex("^```(?<kind>[^\n]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    public static partial Regex Blocks();

    [GeneratedRegex(@"\.\.\.\n?")]
    private static partial Regex OmittedText();
}
