using System.CommandLine;
using Checker.Cli;
using Checker.Reports;
using Checker.Targets;
using Checker.Traces;
using Coyote.Schedules;

namespace Coyote.Cli;

/// <summary><c>replay</c>.</summary>
internal sealed class ReplayCommand
{
    private const string Details = """
        Exit codes:
          0 exact, 1 drift (with the first difference), 2 bad input, 3 interrupted, or a goal that is only suspected to be out of reach,
          70 internal error

        Example:
          replay traces/lhv-xchg-kvm-mmio-invariant.json
        """;

    private readonly Session _session;
    private readonly Argument<string> _trace = new("TRACE") { Description = "a trace that checker, or check, saved" };
    private readonly Option<long?> _seed = NumberOption.Whole(
        "--seed",
        "N",
        "decides how Coyote goes on after a trace of kind stuck [default: 1]",
        0,
        CoyoteSettings.LastSeed
    );
    private readonly Option<long?> _temperature = NumberOption.Whole(
        "--temperature",
        "N",
        "scheduling decisions for which the goal of such a trace must stay out of reach [default: 1000]",
        1,
        1_000_000
    );

    private ReplayCommand(Session session) => _session = session;

    public static Command Create(Session session) => new ReplayCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "replay",
            "Runs a saved trace under Coyote and compares every recorded field.",
            Details
        )
        {
            _trace,
            _seed,
            _temperature,
        };
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        var loaded = LoadedTrace.Read(parsed.GetRequiredValue(_trace), new TargetResolver(_session.Catalogue));
        var trace = loaded.File.Trace;
        var settings = new CoyoteSettings
        {
            Seed = (int)(parsed.GetValue(_seed) ?? 1),
            Temperature = (int)(parsed.GetValue(_temperature) ?? 1000),
        };
        var (drift, certainty) = TraceReplay.Run(loaded.Model, trace, settings, _session.Cancellation);
        var output = _session.Streams.Output;
        output.WriteLine($"{Labels.Of(loaded.File.Subject)}, {CoyoteRun.Engine}");
        if (drift is not null)
        {
            output.WriteLine(drift);
            return ExitCode.Violated;
        }

        if (certainty == Certainty.Shown)
        {
            output.WriteLine(
                $"exact: {Labels.Count(trace.Steps.Count, "step")}, then the {Labels.Of(trace.Kind)} as recorded: "
                    + $"{trace.Property}"
            );
            return ExitCode.Holds;
        }

        output.WriteLine(
            $"exact: {Labels.Count(trace.Steps.Count, "step")}; then the goal stayed out of reach for "
                + $"{Labels.Number(settings.Temperature)} "
                + $"scheduling decisions, which is a suspicion and no proof: {trace.Property}"
        );
        return ExitCode.Inconclusive;
    }
}
