using System.Text.RegularExpressions;
using Checker.Patches;
using Checker.Targets;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Architecture;
using Checker.Tests.Cli;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Checker.Tests.Documentation;

/// <summary>
/// The fenced blocks of a page, in order, each checked by its kind: commands are run, what is quoted is what they
/// print, code is compiled. A block whose kind is not one of these fails.
/// </summary>
internal sealed partial class Snippets : IDisposable
{
    private const string ModelUsings = """
        global using System;
        global using Model.Objects;
        global using Model.Objects.Kernel;
        global using Model.Steps;
        global using Model.Systems;
        """;

    // What commands of the pages read. The examples are copied, for scenario files name images beside them.
    private static readonly string[] _linked = ["docs", "guests", "litmus", "scenarios", "traces"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _page;
    private string _output = "";

    private Snippets(string page)
    {
        _page = page;
        foreach (string name in _linked)
        {
            Directory.CreateSymbolicLink(_folder.File(name), Path.Combine(Repository.Root, name));
        }

        foreach (string name in new[] { "patches", "scenarios" })
        {
            Directory.CreateDirectory(_folder.File($"examples/{name}"));
            foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples", name)))
            {
                File.Copy(file, _folder.File($"examples/{name}/{Path.GetFileName(file)}"));
            }
        }
    }

    /// <summary>Checks every block of a page.</summary>
    public static void Check(string page)
    {
        using var snippets = new Snippets(page);
        foreach (var block in new MarkdownPage(page).Blocks)
        {
            try
            {
                snippets.Check(block.Kind.Split(' ', 2), block.Text);
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                throw new Xunit.Sdk.XunitException($"{page}:{block.Line}: {exception.Message}", exception);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Check(string[] kind, string text)
    {
        switch (kind)
        {
            case ["sh"]:
                _output = string.Concat(Lines(text).Select(Run));
                break;
            case ["sh", "tools"]:
                Assert.All(Lines(text), RequireFiles);
                break;
            case ["text"]:
                QuotedCommand.AssertQuoted(text, _output);
                break;
            case ["csharp", "model"]:
                CompileModel(text);
                break;
            case ["csharp", var file] when file.Contains('/', StringComparison.Ordinal):
                Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, file)), text);
                break;
            case ["csharp", var file]:
                File.WriteAllText(_folder.File(file), text);
                new PatchStore(Catalogue.Scenarios).Load(_folder.File(file));
                break;
            case ["yaml", "scenario"]:
                File.WriteAllText(_folder.File("examples/scenarios/snippet.yaml"), text);
                File.WriteAllText(
                    _folder.File("examples/scenarios/misspelt.yaml"),
                    text.Replace("total ==", "totl ==", StringComparison.Ordinal)
                );
                QuotedCommand.AssertQuoted("...\n0\n", Run("checker matrix examples/scenarios/snippet.yaml ; echo $?"));
                break;
            case ["yaml", "parameters"]:
                ListParameters(text);
                break;
            case ["yaml", "workflow"]:
                Assert.All(RunKey().Matches(text), run => RequireOptions(run.Groups["command"].Value));
                break;
            case ["litmus", var file]:
                File.WriteAllText(_folder.File(file), text);
                Run($"checker litmus {file}");
                break;
            case ["symbols"]:
                CheckSymbols(text);
                break;
            case ["usage"]:
                RequireOptions(text);
                break;
            case ["mermaid"]:
                Assert.StartsWith("flowchart ", text, StringComparison.Ordinal);
                SourceNames.RequireAll(text.Split(text.Where(c => !char.IsLetter(c)).Distinct().ToArray()));
                break;
            default:
                Assert.Fail($"nothing checks blocks of the kind '{string.Join(' ', kind)}'");
                break;
        }
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Replace("\\\n", "", StringComparison.Ordinal)
            .Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0);

    private string Run(string line)
    {
        if (QuotedCommand.IsKnown(line))
        {
            return QuotedCommand.Run(_folder.Path, line);
        }

        // These tests are among those that it runs.
        Assert.StartsWith("dotnet test ", line, StringComparison.Ordinal);
        RequireFiles(line);
        return "";
    }

    // A line that is not run here, for it needs other tools or much time: the scripts and projects that it names must
    // be there.
    private void RequireFiles(string line)
    {
        string[] files = [.. line.Split('#')[0].Split(' ').Where(word => NamesFile().IsMatch(word))];
        Assert.NotEmpty(files);
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, _page))!;
        Assert.All(
            files,
            file =>
                Assert.True(
                    Path.Exists(Path.Combine(Repository.Root, file)) || Path.Exists(Path.Combine(folder, file)),
                    $"{line}\nnames {file}, which is not there"
                )
        );
    }

    private static void CompileModel(string text)
    {
        // A piece with statements outside of a class is a program.
        var tree = PatchSource.Parse(text, "snippet.cs");
        bool isProgram = tree.GetCompilationUnitRoot()
            .Members.Any(member => member is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);
        var compilation = PatchSource.Compile("Snippet", tree, PatchSource.Parse(ModelUsings, ""));
        compilation = compilation.WithOptions(
            compilation.Options.WithOutputKind(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary
            )
        );
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private void ListParameters(string text)
    {
        foreach (string image in new[] { "gcc.elf", "clang.elf", "gcc64.elf" })
        {
            File.Copy(_folder.File("examples/scenarios/ticket.elf"), _folder.File(image));
        }

        string header =
            "name: snippet\nsummary: a part\nguest: {image: '${build.file}'}\ncpus: [{entry: start, registers: {eax: "
                + "'${address.cell}'}}]\n";
        File.WriteAllText(_folder.File("parameters.yaml"), header + text);
        string output = Run("checker list parameters.yaml");
        Assert.Contains("--set build=gcc|clang|64 ", output, StringComparison.Ordinal);
        Assert.Contains("--set address=identity|kernel ", output, StringComparison.Ordinal);
    }

    // A flat binary that halts at once stands behind the symbols.
    private void CheckSymbols(string text)
    {
        File.WriteAllText(_folder.File("guest.symbols"), text);
        File.WriteAllBytes(_folder.File("guest.bin"), [.. Enumerable.Repeat((byte)0xf4, 0x4000)]);
        string line =
            "checker check --guest guest.bin --load 0x1000 --symbols guest.symbols --cpu 0=main --invariant 'counter "
                + "< 1'";
        Run(line);
    }

    private void RequireOptions(string text)
    {
        string[] words = text.Split([' ', '\n', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        string command = words[Array.FindIndex(words, word => word is "checker" or "--") + 1];
        string help = Run($"checker {command} --help");
        Assert.All(
            words.Where(word => Option().IsMatch(word)),
            option => Assert.Contains($"  {option} ", help, StringComparison.Ordinal)
        );
    }

    [GeneratedRegex(@"^[A-Za-z][\w.\-]*/[\w.\-/]+$|\.sln$")]
    private static partial Regex NamesFile();

    [GeneratedRegex(@"^--[a-z]")]
    private static partial Regex Option();

    [GeneratedRegex(@"run: dotnet run -c Release --project src/Checker (?<command>.*)")]
    private static partial Regex RunKey();
}
