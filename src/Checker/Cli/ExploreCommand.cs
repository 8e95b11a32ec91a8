using System.CommandLine;
using Checker.Explorer;
using Checker.Reports;
using Checker.Targets;
using Checker.Traces;
using Model.Input;

namespace Checker.Cli;

/// <summary><c>checker explore</c>.</summary>
internal sealed class ExploreCommand
{
    private const string Details = """
        Shows what each process can do, what that would change, and the path so far; the states are computed as you walk, so their number does not
        matter. Open the address that is printed; it works on this machine only. Ctrl-C ends it.

        Exit codes:
          0 ended, 2 bad input, 70 internal error

        Examples:
          checker explore lhv-xchg --on kvm --set region=mmio
          checker explore --trace trace.json
        """;

    private readonly Session _session;
    private readonly TargetResolver _subjects;
    private readonly Argument<string?> _scenario = new("SCENARIO")
    {
        Description = "a scenario of checker list, or a scenario file",
        Arity = ArgumentArity.ZeroOrOne,
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
        Description = "a patch file whose logic stands in for the platform's own; its code runs with your privileges",
    };
    private readonly Option<string> _trace = new("--trace")
    {
        HelpName = "FILE",
        Description = "start at the end of a saved trace, in its scenario",
    };
    private readonly Option<long?> _port = NumberOption.Whole(
        "--port",
        "N",
        "the port to listen on [default: any that is free]",
        1,
        65535
    );

    private ExploreCommand(Session session)
    {
        _session = session;
        _subjects = new TargetResolver(session.Catalogue);
    }

    public static Command Create(Session session) => new ExploreCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "explore",
            "Walks through the states of a scenario by hand, in a browser.",
            Details
        )
        {
            _scenario,
            _platform,
        };
        _settings.AddTo(command);
        command.Add(_patch);
        command.Add(_trace);
        command.Add(_port);
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        var (subject, trace) = Start(parsed);
        using var server = new ExplorerServer(
            () => _subjects.Build(subject),
            subject,
            trace,
            (int?)parsed.GetValue(_port),
            _session.Cancellation
        );
        _session.Streams.Output.WriteLine(Labels.Of(subject));
        _session.Streams.Output.WriteLine($"open {server.Address}");
        _session.Streams.Output.WriteLine("Ctrl-C ends it");
        _session.Streams.Output.Flush();
        server.Run().GetAwaiter().GetResult();
        return ExitCode.Holds;
    }

    private (TraceSubject Subject, Trace? Trace) Start(ParseResult parsed)
    {
        string? scenario = parsed.GetValue(_scenario);
        if (parsed.GetValue(_trace) is not { } file)
        {
            return scenario is null
                ? throw new InputException(
                    "nothing to explore",
                    "name a scenario of checker list, or a trace with --trace FILE"
                )
                : (
                    _subjects.Subject(
                        scenario,
                        parsed.GetValue(_platform),
                        _settings.Values(parsed),
                        parsed.GetValue(_patch) is { } patch ? _subjects.Patches.Load(patch) : null
                    ),
                    null
                );
        }

        if (
            scenario is not null
            || parsed.GetResult(_platform) is not null
            || parsed.GetResult(_patch) is not null
            || _settings.Values(parsed).Count > 0
        )
        {
            throw new InputException(
                "a trace says itself what it is of; leave out the scenario, --on, --set and --patch"
            );
        }

        var loaded = LoadedTrace.Read(file, _subjects);
        return (loaded.File.Subject, loaded.File.Trace);
    }
}
