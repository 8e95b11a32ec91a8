using System.CommandLine;
using Checker.Exploration;
using Checker.Reports;
using Checker.Targets;
using Model.Catalogue;
using Model.Input;
using Model.Systems;
using Spectre.Console;

namespace Checker.Cli;

/// <summary><c>checker matrix</c>.</summary>
internal sealed class MatrixCommand
{
    private const int PlainWidth = 1000;

    private const string Details = """
        Exit codes:
          0 every verdict is as expected, 1 some are not, 2 bad input, 3 interrupted or cut by a limit, 70 internal error

        Examples:
          checker matrix lhv-xchg
          checker matrix examples/scenarios/ticket.yaml
        """;

    private readonly Session _session;
    private readonly TargetResolver _subjects;
    private readonly Argument<string?> _scenario = new("SCENARIO")
    {
        Description = "a scenario of checker list, or a scenario file: FILE.yaml [default: all]",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> _all = new("--all")
    {
        Description = "the whole catalogue, as when no scenario is named",
    };
    private readonly Option<bool> _json = new("--json") { Description = "print a single JSON array and nothing else" };
    private readonly Option<string> _save = new("--save")
    {
        HelpName = "DIR",
        Description = "save the trace of every violation in that folder",
    };

    private MatrixCommand(Session session)
    {
        _session = session;
        _subjects = new TargetResolver(session.Catalogue);
    }

    public static Command Create(Session session) => new MatrixCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "matrix",
            "Checks a scenario, or all of them, on every platform, beside what the reports observed there.",
            Details
        )
        {
            _scenario,
            _all,
            _json,
            _save,
        };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        if (parsed.GetValue(_all) && parsed.GetValue(_scenario) is not null)
        {
            throw new InputException("--all names every scenario, and one is named besides", "leave one of them out");
        }

        string[] scenarios = parsed.GetValue(_scenario) is { } named
            ? [named]
            : [.. _session.Catalogue.Select(scenario => scenario.Name)];
        var saving = new TraceSaving(parsed.GetValue(_save), isFolder: true);
        bool json = parsed.GetValue(_json);
        var reports = new List<RowReport>();
        var wrong = new List<CheckedRow>();
        foreach (string name in scenarios)
        {
            var scenario = _subjects.Scenario(name);
            var rows = new List<CheckedRow>();
            foreach (var row in scenario.Matrix.TakeWhile(_ => !_session.Cancellation.IsCancellationRequested))
            {
                var (checkedRow, traces) = Check(name, row, saving);
                rows.Add(checkedRow);
                wrong.AddRange(checkedRow.Agrees ? [] : [checkedRow]);
                reports.Add(new RowReport(checkedRow, traces));
            }

            if (!json)
            {
                string gap = reports.Count > rows.Count ? "\n" : "";
                _session.Streams.Output.WriteLine($"{gap}{scenario.Name}: {scenario.Summary}");
                Print(rows);
            }
        }

        if (json)
        {
            _session.Streams.Output.Write(ReportJson.Of(reports));
        }

        return _session.Cancellation.IsCancellationRequested ? ExitCode.Inconclusive
            : wrong.Count == 0 ? ExitCode.Holds
            : wrong.TrueForAll(row => row.IsUnknown) ? ExitCode.Inconclusive
            : ExitCode.Violated;
    }

    private (CheckedRow Row, IReadOnlyList<string?> Traces) Check(string scenario, MatrixRow row, TraceSaving saving)
    {
        var subject = _subjects.Subject(scenario, row);
        SystemModel model;
        ExplorationResult result;
        try
        {
            (subject, model, result) = _subjects.Check(
                subject,
                _subjects.Build,
                exploration => _session.Exploring(exploration, each => each.Exhaustively())
            );
        }
        catch (OutOfMemoryException)
        {
            // The rows before this one are still told.
            return (
                new CheckedRow(row, subject, ExplorationResult.Unstarted(scenario, MemoryBudget.Exhausted().Message)),
                []
            );
        }

        string patch = row.Patch is null ? "" : $"-{Path.GetFileNameWithoutExtension(row.Patch)}";
        string variant =
            patch
            + string.Concat(
                row.Set.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"-{setting.Value}")
            );
        return (new CheckedRow(row, subject, result), saving.Save(subject, model, result.Violations, variant));
    }

    private void Print(IReadOnlyList<CheckedRow> rows)
    {
        if (!_session.Streams.IsOutputTerminal)
        {
            _session.Streams.Output.Write(PlainConsole.Render(MatrixTable.Of(rows, plain: true), PlainWidth));
            return;
        }

        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_session.Streams.Output) }
        );
        console.Profile.Width = _session.Streams.Width;
        console.Write(MatrixTable.Of(rows, plain: false));
    }
}
