using System.CommandLine;
using Checker.Reports;
using Model.Scenarios;
using Spectre.Console;

namespace Checker.Cli;

/// <summary><c>checker matrix</c>.</summary>
internal sealed class MatrixCommand
{
    private const int PlainWidth = 1000;

    private const string Help = """
        Checks a scenario, or all of them, on every platform, beside what the reports observed there.

        Exit codes: 0 when every verdict is as expected, else 1.

        Example:
          checker matrix lhv-xchg
        """;

    private readonly Session _session;
    private readonly Subjects _subjects;
    private readonly Argument<string?> _scenario = new("SCENARIO") { Description = "a scenario of checker list [default: all]", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _json = new("--json") { Description = "print one JSON array and nothing else" };
    private readonly Option<string> _save = new("--save") { HelpName = "DIR", Description = "save the trace of every violation in that folder" };

    private MatrixCommand(Session session)
    {
        _session = session;
        _subjects = new Subjects(session.Catalogue);
    }

    public static Command Create(Session session) => new MatrixCommand(session).Create();

    private Command Create()
    {
        var command = new Command("matrix", Help) { _scenario, _json, _save };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        var scenarios = parsed.GetValue(_scenario) is { } name ? [_subjects.Scenario(name)] : _session.Catalogue;
        var saving = new TraceSaving(parsed.GetValue(_save), isFolder: true);
        bool json = parsed.GetValue(_json);
        var reports = new List<RowReport>();
        foreach (var scenario in scenarios)
        {
            var rows = new List<CheckedRow>();
            foreach (var row in scenario.Matrix)
            {
                var (checkedRow, traces) = Check(scenario, row, saving);
                rows.Add(checkedRow);
                reports.Add(new RowReport(checkedRow, traces));
            }

            if (!json)
            {
                _session.Streams.Output.WriteLine($"{scenario.Name}: {scenario.Summary}");
                Print(rows);
            }
        }

        if (json)
        {
            _session.Streams.Output.Write(ReportJson.Of(reports));
        }

        return reports.TrueForAll(report => report.Agrees) ? ExitCode.Holds : ExitCode.Violated;
    }

    private (CheckedRow Row, IReadOnlyList<string?> Traces) Check(Scenario scenario, MatrixRow row, TraceSaving saving)
    {
        var subject = _subjects.Subject(scenario.Name, row.Platform, row.Set);
        var model = _subjects.Build(subject);
        var progress = new ProgressReport(_session.Streams.Error, _session.Streams.IsErrorTerminal);
        var result = (Explore.Model(model) with { Report = progress.Show, Cancellation = _session.Cancellation }).Exhaustively();
        progress.End();
        string variant = string.Concat(row.Set.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"-{setting.Value}"));
        return (new CheckedRow(row, subject, result), saving.Save(subject, model, result.Violations, variant));
    }

    private void Print(IReadOnlyList<CheckedRow> rows)
    {
        if (!_session.Streams.IsOutputTerminal)
        {
            _session.Streams.Output.Write(PlainConsole.Render(MatrixTable.Of(rows, plain: true), PlainWidth));
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_session.Streams.Output) });
        console.Profile.Width = _session.Streams.Width;
        console.Write(MatrixTable.Of(rows, plain: false));
    }
}
