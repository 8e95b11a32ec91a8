using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Checker.Litmus;
using Checker.Reports;
using Checker.Targets;
using Model.Input;

namespace Checker.Cli;

/// <summary><c>checker litmus</c>.</summary>
internal sealed class LitmusCommand
{
    private const string Details = """
        Tests are in herd's format for X86 and X86_64. Their code is assembled and run like any other guest; --on runs it on a platform that serves the
        test's memory. A reference file has one JSON object a line with file, sc and tso (and full_sc, full_tso, observe), each with states.

        Exit codes:
          0 every test ran, and agrees with its reference if it has one, 1 some disagree, 2 bad input (the other tests are run),
          3 some tests use what is not modelled, a limit came first, or interrupted, 70 internal error

        Examples:
          checker litmus litmus/
          checker litmus SB.litmus --model sc
          checker litmus tests/ --reference refs/ --model both --workers 2
          checker litmus litmus/ --on kvm --set region=ram
        """;

    private readonly Session _session;
    private readonly LitmusOptions _options = new();
    private readonly Option<string> _model = new("--model")
    {
        HelpName = "sc|tso|both",
        Description = "the memory model [default: tso]",
    };
    private readonly Option<string> _reference = new("--reference")
    {
        HelpName = "FILE",
        Description =
            "the expected final states: a .jsonl file, or a folder of such files named like the folders of "
            + "the tests",
    };
    private readonly Option<bool> _full = new("--full")
    {
        Description = "show every register and location in final states",
    };
    private readonly Option<bool> _json = new("--json") { Description = "print a single JSON array and nothing else" };

    private LitmusCommand(Session session) => _session = session;

    public static Command Create(Session session) => new LitmusCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand("litmus", "Runs litmus tests and shows every final state.", Details)
        {
            _model,
            _reference,
            _full,
            _json,
        };
        _options.AddTo(command);
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        var clock = Stopwatch.StartNew();
        var platforms = Models(parsed.GetValue(_model) ?? "tso")
            .Select(model => _options.Platform(parsed, model))
            .ToList();
        var references = parsed.GetValue(_reference) is { } path ? new LitmusReferences(path) : null;
        var answers = LitmusSuite.Answers(
            _options.Files(parsed),
            _options.Workers(parsed),
            program =>
                platforms
                    .Select(platform => LitmusRun.Of(program, platform, _session.Cancellation))
                    .Select(run => new LitmusReport(run, references?.Find(program.Test.File)?.Differences(run)))
                    .ToList(),
            _session.Cancellation
        );
        var output = _session.Streams.Output;
        if (parsed.GetValue(_json))
        {
            output.Write(
                ReportJson.Of(
                    answers.SelectMany(answer => answer.Result?.Select(report => report.Record()) ?? [Record(answer)])
                )
            );
        }
        else
        {
            foreach (var report in answers.SelectMany(answer => answer.Result ?? []))
            {
                output.Write(report.Text(parsed.GetValue(_full)));
            }

            output.Write(Summary(answers, clock.Elapsed));
        }

        var reports = answers.SelectMany(answer => answer.Result ?? []).ToList();
        return LitmusEnd.Code(
            answers,
            reports.Any(report => report.Agrees == false),
            reports.Any(report => !report.Run.Result.Exhaustive),
            _session.Cancellation
        );
    }

    private static IReadOnlyList<string> Models(string model) =>
        model switch
        {
            "both" => ["sc", "tso"],
            "sc" or "tso" => [model],
            _ => throw new InputException($"--model cannot be '{model}'; expected sc, tso or both"),
        };

    private static string Summary(IReadOnlyList<LitmusAnswer<List<LitmusReport>>> answers, TimeSpan time)
    {
        var reports = answers.SelectMany(answer => answer.Result ?? []).ToList();
        var judged = reports.Where(report => report.Agrees is not null).ToList();
        string agreement =
            judged.Count == 0
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $", {judged.Count(report => report.Agrees == true)} of {judged.Count} runs agree with the reference"
                );
        return LitmusEnd.Faults(answers)
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{answers.Count} tests, {reports.Count} runs{agreement}, {time.TotalSeconds:0.0} s\n"
            );
    }

    private static LitmusRecord Record<TResult>(LitmusAnswer<TResult> answer)
        where TResult : class
    {
        string line = ErrorText.Line(answer.Fault!);
        return new LitmusRecord
        {
            File = answer.File,
            Unsupported = answer.IsUnsupported ? line : null,
            Error = answer.IsBad ? line : null,
        };
    }
}
