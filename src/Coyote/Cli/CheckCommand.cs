using System.CommandLine;
using Checker;
using Checker.Cli;
using Checker.Patches;
using Checker.Reports;
using Checker.Targets;
using Checker.Traces;
using Coyote.Executions;
using Coyote.Reports;
using Coyote.Schedules;
using Model.Steps;
using Model.Systems;

namespace Coyote.Cli;

/// <summary><c>check</c>.</summary>
internal sealed class CheckCommand
{
    private const string Details = """
        Exit codes:
          1 violated, 2 bad input, 3 bounded (nothing failed in the schedules that were tried), 70 internal error

        Example:
          check lhv-xchg --on kvm --set region=mmio --strategy random --schedules 1000 --seed 1 --save trace.json
        """;

    private readonly Session _session;
    private readonly TargetResolver _subjects;
    private readonly Argument<string> _scenario = new("SCENARIO")
    {
        Description = "a scenario of checker list, or a scenario file: FILE.yaml",
    };
    private readonly Option<string> _platform = new("--on")
    {
        HelpName = "PLATFORM",
        Description = "the platform it runs on [default: the scenario's first]",
    };
    private readonly SettingOption _settings = new();
    private readonly Option<string> _patch = new("--patch")
    {
        HelpName = "FILE",
        Description = "a C# file whose class stands in for the platform's logic; its code runs with your privileges",
    };
    private readonly ScheduleOptions _schedules = new("random", 1000);
    private readonly Option<bool> _first = new("--first") { Description = "stop at the first violation" };
    private readonly Option<string[]> _invariants = new("--invariant")
    {
        HelpName = "EXPR",
        Description = "another claim that must hold in every state",
    };
    private readonly Option<string[]> _goals = new("--goal")
    {
        HelpName = "EXPR",
        Description = "another claim that must stay reachable from every state",
    };
    private readonly Option<string> _save = new("--save")
    {
        HelpName = "FILE",
        Description =
            "save the first violation's trace for checker replay; in a folder (a path that ends in /) one for each "
            + "violated property",
    };
    private readonly Option<bool> _json = new("--json") { Description = "print a single JSON object and nothing else" };

    private CheckCommand(Session session)
    {
        _session = session;
        _subjects = new TargetResolver(session.Catalogue);
    }

    public static Command Create(Session session) => new CheckCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand("check", "Tries schedules of a scenario under Coyote.", Details)
        {
            _scenario,
            _platform,
        };
        _settings.AddTo(command);
        command.Add(_patch);
        _schedules.AddTo(command);
        command.Add(_first);
        command.Add(_invariants);
        command.Add(_goals);
        command.Add(_save);
        command.Add(_json);
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        var patch = parsed.GetValue(_patch) is { } file ? _subjects.Patches.Load(file) : null;
        var subject = _subjects.Subject(
            parsed.GetRequiredValue(_scenario),
            parsed.GetValue(_platform),
            _settings.Values(parsed),
            patch
        ) with
        {
            Invariants = parsed.GetValue(_invariants) ?? [],
            Goals = parsed.GetValue(_goals) ?? [],
        };
        var settings = _schedules.Settings(parsed) with { StopAtFirst = parsed.GetValue(_first) };
        var saving = new TraceSaving(parsed.GetValue(_save));
        var model = _subjects.Build(subject);
        var result = _schedules.Limited(
            parsed,
            _session.Cancellation,
            cancellation => Unforeseen.Survive(() => Run(model, settings, patch, cancellation), out _)
        );
        var violations = Violations(model, result);
        var traces = saving.Save(subject, model, violations);
        _session.Streams.Output.Write(
            parsed.GetValue(_json)
                ? ReportJson.Of(new CoyoteReport(subject, settings, result, traces))
                : Text(subject, settings, model, result, violations, traces)
        );
        return result.IsViolated ? ExitCode.Violated : ExitCode.Inconclusive;
    }

    private CoyoteResult Run(
        SystemModel model,
        CoyoteSettings settings,
        LoadedPatch? patch,
        CancellationToken cancellation
    )
    {
        var progress = new ProgressReport(_session.Streams.Error, _session.Streams.IsErrorTerminal);
        try
        {
            using var confirmation = new Confirmation(model, ScheduleOptions.Confirming(cancellation));
            return new CoyoteRun(model, settings, confirmation, cancellation)
            {
                Report = (schedules, elapsed) =>
                    progress.Show(
                        elapsed,
                        () =>
                            $"{(int)elapsed.TotalSeconds} s: {Labels.Count(schedules, "schedule")} of "
                            + $"{Labels.Number(settings.Schedules)}"
                    ),
            }.Run();
        }
        catch (ModelException exception) when (patch is not null)
        {
            throw patch.Fault(exception);
        }
        finally
        {
            progress.End();
        }
    }

    private static IReadOnlyList<Violation> Violations(SystemModel model, CoyoteResult result) =>
        [
            .. result.Violations.Select(finding => new Violation(
                finding.Kind,
                finding.Property,
                new Trace(
                    finding.Kind,
                    finding.Property,
                    [.. model.Processes.Select(process => process.Name)],
                    PlainTeller.Tell(model, finding.Steps),
                    finding.Endings
                )
            )),
        ];

    private string Text(
        TraceSubject subject,
        CoyoteSettings settings,
        SystemModel model,
        CoyoteResult result,
        IReadOnlyList<Violation> violations,
        IReadOnlyList<string?> traces
    )
    {
        string text =
            CoyoteText.Of(subject, settings, model, result)
            + string.Concat(traces.OfType<string>().Select(path => $"  saved {path}\n"));
        return violations.Count == 0 ? text : $"{text}\n{TraceText.Of(violations[0].Trace, _session.Streams.Width)}";
    }
}
