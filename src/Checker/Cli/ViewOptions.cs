using System.CommandLine;
using Checker.Files;
using Checker.Replay;
using Checker.Reports.Html;
using Checker.Reports.Itf;
using Checker.Reports.Mermaid;
using Checker.Targets;
using Model.Input;

namespace Checker.Cli;

/// <summary>The options of <c>replay</c> that write the trace in other forms, to be looked at elsewhere.</summary>
internal sealed class ViewOptions
{
    private const string StandardOutput = "-";

    private readonly Option<string> _html = Form(
        "--html",
        "write one HTML page to step through, which needs nothing else"
    );
    private readonly Option<string> _itf = Form("--itf", "write Apalache's Informal Trace Format, for its viewers");
    private readonly Option<string> _mermaid = Form(
        "--mermaid",
        "write a Mermaid sequence diagram, for a bug report or a commit message"
    );

    private IReadOnlyList<(Option<string> Option, Func<LoadedTrace, Execution, string> Write)> Forms =>
        [
            (_html, (loaded, execution) => TracePage.Of(loaded.File, execution, loaded.Model.Listing)),
            (_itf, (loaded, execution) => ItfTrace.Of(loaded.File.Subject, execution)),
            (_mermaid, (loaded, _) => MermaidDiagram.Of(loaded.File.Subject, loaded.File.Trace)),
        ];

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => Forms.Select(form => form.Option);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether standard output is to hold one of the forms and nothing else.</summary>
    public bool TakeOutput(ParseResult parsed) => Forms.Any(form => parsed.GetValue(form.Option) == StandardOutput);

    /// <summary>Finds out before the replay what would keep the files from being written.</summary>
    /// <exception cref="InputException">A file cannot be written, two are the same, or one is the trace.</exception>
    public void RequireWritable(ParseResult parsed, string trace)
    {
        string[] files = [.. Forms.Select(form => parsed.GetValue(form.Option)).OfType<string>()];
        if (files.GroupBy(file => file, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InputException(
                "two forms of the trace cannot both be written to "
                    + $"{(twice.Key == StandardOutput ? "standard output" : twice.Key)}"
            );
        }

        foreach (string file in files.Where(file => file != StandardOutput))
        {
            if (Path.GetFullPath(file) == Path.GetFullPath(trace))
            {
                throw new InputException("is the trace itself", "name another file") { File = file };
            }

            AtomicFile.RequireWritable(file);
        }
    }

    /// <summary>Writes what was asked for. All is made before the first file is written.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public IReadOnlyList<string> Write(ParseResult parsed, LoadedTrace loaded, TextWriter output)
    {
        var asked = Forms
            .Select(form => (File: parsed.GetValue(form.Option), form.Write))
            .Where(form => form.File is not null)
            .ToList();
        if (asked.Count == 0)
        {
            return [];
        }

        var execution = new ExecutionBuilder(loaded.Model).Tell(loaded.File.Trace);
        foreach (var (file, text) in asked.Select(form => (form.File!, form.Write(loaded, execution))).ToList())
        {
            if (file == StandardOutput)
            {
                output.Write(text);
            }
            else
            {
                AtomicFile.Write(file, text);
            }
        }

        return [.. asked.Select(form => form.File!).Where(file => file != StandardOutput)];
    }

    private static Option<string> Form(string name, string description) =>
        new(name) { HelpName = "FILE", Description = $"{description}; - for standard output" };
}
