using System.Diagnostics;
using System.Text.RegularExpressions;
using Checker.Tests.Patching;

namespace Checker.Tests.Documentation;

/// <summary>A command that a page shows, and what the page quotes of its output.</summary>
internal static partial class QuotedCommand
{
    private static readonly (string Name, string Assembly)[] _programs =
    [
        ("checker ", "checker.dll"),
        ("dotnet run -c Release --project src/Checker -- ", "checker.dll"),
        ("dotnet run -c Release --project examples/FirstModel", "FirstModel.dll"),
    ];

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

    /// <summary>Whether a line of a shell runs the checker, or an example.</summary>
    public static bool IsKnown(string line) =>
        _programs.Any(program => line.StartsWith(program.Name, StringComparison.Ordinal));

    /// <summary>
    /// Runs a line, perhaps with <c>; echo $?</c> at its end; the result is its output and messages. A server is ended
    /// as soon as it has printed its address. Only a line that prints its exit code may end as bad input.
    /// </summary>
    public static string Run(string folder, string line)
    {
        var (name, assembly) = _programs.First(program => line.StartsWith(program.Name, StringComparison.Ordinal));
        string[] words = Words(line[name.Length..]);
        bool printsCode = words is [.., ";", "echo", "$?"];
        string[] arguments = [.. words.TakeWhile(word => word != ";")];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["XDG_CACHE_HOME"] = arguments is ["validate", ..] ? TestCache.Folder : Path.Combine(folder, ".cache"),
            },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        if (arguments is ["explore", ..])
        {
            string? printed;
            do
            {
                printed = process.StandardOutput.ReadLine();
            } while (printed?.Contains("http://127.0.0.1:", StringComparison.Ordinal) == false);

            process.Kill();
            Assert.True(printed is not null, $"{line}\nprints no address: {error.Result}");
            return printed;
        }

        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string messages = string.Concat(
            error
                .Result.Split('\n')
                .Where(message => message.StartsWith("checker:", StringComparison.Ordinal))
                .Select(message => message + "\n")
        );
        Assert.True(printsCode || process.ExitCode is 0 or 1 or 3, $"{line}\nexits {process.ExitCode}: {error.Result}");
        return output + messages + (printsCode ? FormattableString.Invariant($"{process.ExitCode}\n") : "");
    }

    // As a shell takes a line apart, as far as the pages need it: blanks, both kinds of quotes, and comments.
    private static string[] Words(string line) =>
        [
            .. Word()
                .Matches(line)
                .Select(word => word.Value)
                .TakeWhile(word => !word.StartsWith('#'))
                .Select(word =>
                    word.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)
                ),
        ];

    [GeneratedRegex(@"(?:'[^']*'|""[^""]*""|[^\s;])+|;")]
    private static partial Regex Word();

    [GeneratedRegex(@"\.\.\.\n?")]
    private static partial Regex OmittedText();
}
