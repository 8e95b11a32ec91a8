using System.CommandLine;
using Checker.Coyote.Schedules;
using Checker.Properties;
using Checker.Reports;
using Checker.Targets;
using Checker.Traces;
using Model.Input;
using Model.Systems;

namespace Checker.Cli;

/// <summary><c>checker check</c>.</summary>
internal sealed class CheckCommand
{
    private const string Details = """
        Exit codes:
          0 holds, 1 violated, 2 bad input, 3 bounded or vacuous, 70 internal error

        Examples:
          checker check lhv-xchg --on kvm --set region=mmio --save trace.json
          checker check lhv-xchg --on kvm --patch my-fix.cs
          checker check examples/scenarios/ticket.yaml --on kvm
          checker check lhv-xchg --on kvm --set region=mmio --while "count0 < 3"
          checker check lhv-xchg --on kvm --set region=mmio --engine coyote --schedules 1000 --save trace.json
          checker check --guest a.elf --cpu 0=main --cpu 1=main --mmio 0xb8000:0x1000 --invariant "count <= 1"
        """;

    private readonly Session _session;
    private readonly TargetResolver _subjects;
    private readonly Argument<string?> _scenario = new("SCENARIO")
    {
        Description = "a scenario of checker list, or a scenario file: FILE.yaml",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string> _platform = new("--on")
    {
        HelpName = "PLATFORM",
        Description = "the platform it runs on [default: the scenario's first]",
    };
    private readonly SettingOption _settings = new();
    private readonly EngineOption _engine = new();
    private readonly ExplorationOptions _exploration = new(
        $"; of Coyote: {string.Join(", ", Strategy.Names)} [default: random]"
    );
    private readonly ScheduleOptions _schedules;
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
    private readonly Option<string[]> _while = new("--while")
    {
        HelpName = "EXPR",
        Description = "explore no further where this is false: for guests that never end",
    };
    private readonly Option<string[]> _observed = new("--observe")
    {
        HelpName = "NAME",
        Description = "a value that at the end must be as it may be on the hardware",
    };
    private readonly Option<string> _patch = new("--patch")
    {
        HelpName = "FILE",
        Description = "a C# file whose class stands in for the platform's logic; its code runs with your privileges",
    };
    private readonly GuestOption _guest = new();
    private readonly Option<string> _save = new("--save")
    {
        HelpName = "FILE",
        Description =
            "save the first violation's trace; in a folder (a path that ends in /) one for each violated property",
    };
    private readonly Option<bool> _json = new("--json") { Description = "print a single JSON object and nothing else" };

    private CheckCommand(Session session)
    {
        _session = session;
        _subjects = new TargetResolver(session.Catalogue);
        _schedules = new ScheduleOptions(_exploration);
    }

    public static Command Create(Session session) => new CheckCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "check",
            "Explores every interleaving of a scenario, or of a guest of your own, and gives a verdict.",
            Details
        )
        {
            _scenario,
            _platform,
        };
        _settings.AddTo(command);
        command.Add(_patch);
        _engine.AddTo(command);
        _exploration.AddTo(command);
        _schedules.AddTo(command);
        command.Add(_invariants);
        command.Add(_goals);
        command.Add(_while);
        command.Add(_observed);
        _guest.AddTo(command);
        command.Add(_save);
        command.Add(_json);
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        if (_engine.IsCoyote(parsed))
        {
            return RunUnderCoyote(parsed);
        }

        EngineOption.Refuse(_schedules.Stray(parsed), "is for Coyote only", "add --engine coyote");
        var subject = Subject(parsed);
        var saving = new TraceSaving(parsed.GetValue(_save));
        var explore = _exploration.Explorer(parsed, _session.Streams.Error);
        var (explored, model, result) = _subjects.Check(
            subject,
            each => Build(each, parsed),
            exploration => _session.Exploring(exploration, explore)
        );
        subject = explored;
        var traces = saving.Save(subject, model, result.Violations);
        _session.Streams.Output.Write(
            parsed.GetValue(_json)
                ? ReportJson.Of(new CheckReport(subject, result, traces))
                : Text(subject, result, traces)
        );
        return result.Verdict switch
        {
            Verdict.Holds => ExitCode.Holds,
            Verdict.Violated => ExitCode.Violated,
            _ => ExitCode.Inconclusive,
        };
    }

    private ExitCode RunUnderCoyote(ParseResult parsed)
    {
        EngineOption.Refuse(
            _exploration.Stray(parsed) ?? (parsed.GetResult(_observed) is { Implicit: false } ? _observed : null),
            "is not for Coyote",
            "leave out --engine coyote"
        );
        var saving = new TraceSaving(parsed.GetValue(_save));
        var patch = parsed.GetValue(_patch) is { } file ? _subjects.Patches.Load(file) : null;
        return new CoyoteCheck(_session, _subjects, _schedules).Run(
            parsed,
            Subject(parsed),
            patch,
            saving,
            parsed.GetValue(_json)
        );
    }

    private SystemModel Build(TraceSubject subject, ParseResult parsed)
    {
        var model = _subjects.Build(subject);
        if (parsed.GetValue(_observed) is { Length: > 0 } observed)
        {
            model.Refines(_subjects.BuildOnHardware(subject), [.. model.Refinement?.Observed ?? [], .. observed]);
        }

        return model;
    }

    private TraceSubject Subject(ParseResult parsed) =>
        Named(parsed) with
        {
            While = parsed.GetValue(_while) is { Length: > 0 } constraints ? constraints : null,
        };

    private TraceSubject Named(ParseResult parsed)
    {
        var given = _settings.Values(parsed);
        string[] invariants = parsed.GetValue(_invariants) ?? [];
        string[] goals = parsed.GetValue(_goals) ?? [];
        string? platform = parsed.GetValue(_platform);
        string? scenario = parsed.GetValue(_scenario);
        var patch = parsed.GetValue(_patch) is { } file ? _subjects.Patches.Load(file) : null;
        if (_guest.Subject(parsed, platform, given, invariants, goals) is { } guest)
        {
            return scenario is null
                ? guest with
                {
                    Patch = patch?.File.Traced,
                }
                : throw new InputException($"either a scenario or a guest, not both '{scenario}' and --guest");
        }

        return scenario is null
            ? throw new InputException(
                "nothing to check",
                "name a scenario of checker list, or a guest of your own with --guest FILE"
            )
            : _subjects.Subject(scenario, platform, given, patch) with
            {
                Invariants = invariants,
                Goals = goals,
            };
    }

    private string Text(TraceSubject subject, ExplorationResult result, IReadOnlyList<string?> traces)
    {
        string text = CheckText.Of(subject, result);
        string saved = string.Concat(traces.OfType<string>().Select(path => $"  saved {path}\n"));
        return result.Violations.Count == 0
            ? text + saved
            : $"{text}{saved}\n{TraceText.Of(result.Violations[0].Trace, _session.Streams.Width)}";
    }
}
