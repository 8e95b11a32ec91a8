using System.CommandLine;
using System.Diagnostics;
using Checker.Files;
using Checker.Reports;
using Checker.Reports.Suites;
using Checker.Suites;
using Checker.Targets;
using Model.Input;

namespace Checker.Cli;

/// <summary><c>checker ci</c>.</summary>
internal sealed class CiCommand
{
    private const string Details = """
        Runs every expected verdict of scenario files, and validates patches. A scenario that was expected to fail and holds also counts as a failure.
        Results are cached under a fingerprint of checker, guest, parameters and patch, in the user's cache folder.

        When GITHUB_ACTIONS is set, a line for each finding annotates the change; when GITHUB_STEP_SUMMARY is set and --summary is not
        given, the summary is appended to that file.

        Exit codes:
          0 all as expected, 1 some are not, 2 bad input (the other cases are run), 3 bounded or vacuous or interrupted, 70 internal error

        Examples:
          checker ci
          checker ci scenarios/ my-fix.cs --junit junit.xml --sarif checker.sarif --summary summary.md
        """;

    private readonly Session _session;
    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "folders with scenario files, scenario files (.yaml), patches (.cs) [default: scenarios]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _junit = new("--junit")
    {
        HelpName = "FILE",
        Description = "write the results as JUnit XML",
    };
    private readonly Option<string> _sarif = new("--sarif")
    {
        HelpName = "FILE",
        Description = "write what is not as expected as SARIF 2.1.0",
    };
    private readonly Option<string> _summary = new("--summary")
    {
        HelpName = "FILE",
        Description = "write a summary in Markdown",
    };
    private readonly CacheOption _cache;
    private readonly Option<long?> _states = NumberOption.Whole(
        "--max-states",
        "N",
        "stop an exploration after this many states",
        1,
        long.MaxValue
    );
    private readonly Option<long?> _workers = NumberOption.Whole(
        "--workers",
        "N",
        "number of cases that run in parallel; the result does not depend on it [default: one a processor]",
        1,
        64
    );
    private readonly Option<bool> _json = new("--json") { Description = "print a single JSON object and nothing else" };

    private CiCommand(Session session)
    {
        _session = session;
        _cache = new CacheOption(session);
    }

    public static Command Create(Session session) => new CiCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "ci",
            "Compares scenario files and patches with their expected verdicts, and writes the reports of a CI system.",
            Details
        )
        {
            _files,
            _junit,
            _sarif,
            _summary,
            _cache.Option,
            _states,
            _workers,
            _json,
        };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        var clock = Stopwatch.StartNew();
        var files = SuiteFiles.In(parsed.GetValue(_files) ?? []);
        foreach (string path in new[] { _junit, _sarif, _summary }.Select(parsed.GetValue).OfType<string>())
        {
            AtomicFile.RequireWritable(path);
        }

        var subjects = new TargetResolver(_session.Catalogue);
        var cache = _cache.Cache(parsed);
        var runner = new SuiteRunner(subjects, cache, parsed.GetValue(_states), _session.Cancellation);
        var suites = runner.Run(
            files,
            (int)(parsed.GetValue(_workers) ?? Environment.ProcessorCount),
            total => new CountReport(_session.Streams.Error, _session.Streams.IsErrorTerminal, total)
        );
        cache.Prune();

        var locator = new SourceLocator(subjects);
        _session.Streams.Output.Write(
            parsed.GetValue(_json)
                ? ReportJson.Of(SuiteReport.Of(suites, locator, runner.Cached, clock.Elapsed))
                : SuiteText.Of(suites, runner.Cached, clock.Elapsed)
        );
        Annotate(parsed, suites, locator);
        Write(parsed.GetValue(_junit), () => JunitReport.Of(suites));
        Write(parsed.GetValue(_sarif), () => new SarifReport(locator).Of(suites));
        Summarise(parsed.GetValue(_summary), suites);
        _session.Streams.Error.Write(string.Concat(locator.Notes.Select(note => $"checker: note: {note}\n")));
        return Code(suites);
    }

    private void Annotate(ParseResult parsed, IReadOnlyList<SuiteResult> suites, SourceLocator locator)
    {
        if (!string.IsNullOrEmpty(_session.Environment("GITHUB_ACTIONS")))
        {
            var output = parsed.GetValue(_json) ? _session.Streams.Error : _session.Streams.Output;
            output.Write(new AnnotationReport(locator).Of(suites));
        }
    }

    private void Summarise(string? path, IReadOnlyList<SuiteResult> suites)
    {
        Write(path, () => MarkdownReport.Of(suites));
        if (path is null && _session.Environment("GITHUB_STEP_SUMMARY") is { Length: > 0 } appended)
        {
            try
            {
                File.AppendAllText(appended, MarkdownReport.Of(suites));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new InputException(
                    $"cannot be written: {exception.Message.TrimEnd('.')}",
                    "GITHUB_STEP_SUMMARY names it"
                )
                {
                    File = appended,
                };
            }
        }
    }

    private static void Write(string? path, Func<string> text)
    {
        if (path is not null)
        {
            AtomicFile.Write(path, text());
        }
    }

    private static ExitCode Code(IReadOnlyList<SuiteResult> suites) =>
        suites.Any(suite => suite.Count(CaseStatus.BadInput) > 0) ? ExitCode.BadInput
        : suites.Any(suite => suite.Count(CaseStatus.Failed) > 0) ? ExitCode.Violated
        : suites.Any(suite => suite.Count(CaseStatus.Inconclusive) > 0) ? ExitCode.Inconclusive
        : ExitCode.Holds;
}
