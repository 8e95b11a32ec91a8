using System.CommandLine;
using Checker.Coyote.Schedules;
using Checker.Exploration;
using Checker.Replay;
using Checker.Reports;
using Checker.Targets;
using Checker.Traces;
using Model.Input;

namespace Checker.Cli;

/// <summary><c>checker replay</c>.</summary>
internal sealed class ReplayCommand
{
    private const string Details = """
        Exit codes:
          0 exact, 1 drift (with the first difference), 2 bad input, 3 left before the end, or Coyote only suspects that the goal is
          out of reach, 70 internal error

        Examples:
          checker replay trace.json --step
          checker replay trace.json --html trace.html
          checker replay trace.json --engine coyote
        """;

    private readonly Session _session;
    private readonly Argument<string> _trace = new("TRACE") { Description = "a saved trace" };
    private readonly Option<bool> _step = new("--step")
    {
        Description = "show one step at a time: Enter for the next, q to leave",
    };

    private readonly EngineOption _engine = new();
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
        "Coyote's scheduling decisions for which the goal of such a trace must stay out of reach [default: 1000]",
        1,
        1_000_000
    );
    private readonly ViewOptions _views = new();

    private ReplayCommand(Session session) => _session = session;

    public static Command Create(Session session) => new ReplayCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "replay",
            "Runs a saved trace again and compares every recorded field.",
            Details
        )
        {
            _trace,
            _step,
            _seed,
            _temperature,
        };
        _engine.AddTo(command);
        _views.AddTo(command);
        command.SetAction(parsed => (int)Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool step = parsed.GetValue(_step);
        string path = parsed.GetRequiredValue(_trace);
        bool isCoyote = _engine.IsCoyote(parsed);
        Option[] others = isCoyote ? [_step, .. _views.All] : [_seed, _temperature];
        EngineOption.Refuse(
            Array.Find(others, option => parsed.GetResult(option) is { Implicit: false }),
            isCoyote ? "is not for Coyote" : "is for Coyote only",
            isCoyote ? "leave out --engine coyote" : "add --engine coyote"
        );
        var loaded = LoadedTrace.Read(path, new TargetResolver(_session.Catalogue));
        if (isCoyote)
        {
            var settings = new CoyoteSettings
            {
                Seed = (int)(parsed.GetValue(_seed) ?? 1),
                Temperature = (int)(parsed.GetValue(_temperature) ?? 1000),
            };
            return new CoyoteReplay(_session).Run(loaded, settings);
        }

        var trace = loaded.File.Trace;
        _views.RequireWritable(parsed, path);
        bool isTaken = _views.TakeOutput(parsed);
        if (step && isTaken)
        {
            throw new InputException(
                "--step shows the steps on standard output, where another form of the trace is to be written",
                "name a file for it"
            );
        }

        var output = isTaken ? TextWriter.Null : _session.Streams.Output;
        output.WriteLine(Labels.Of(loaded.File.Subject));
        var drift = _session.Exploring(
            Explore.Model(loaded.Model),
            exploration =>
            {
                using var replay = new Replayer(
                    loaded.Model,
                    trace,
                    exploration.Settings(SearchOrder.BreadthFirst),
                    loaded.File.Format
                );
                return replay.Run(step ? ShowAndAsk : null);
            }
        );
        if (drift is not null)
        {
            (isTaken ? _session.Streams.Error : output).WriteLine(drift);
            return ExitCode.Violated;
        }

        var files = _views.Write(parsed, loaded, _session.Streams.Output);
        output.Write(step ? EndingText.Of(trace, _session.Streams.Width) : TraceText.Of(trace, _session.Streams.Width));
        output.WriteLine($"\nexact: {Labels.Count(trace.AllSteps.Count, "step")} and the ending as recorded");
        foreach (string file in files)
        {
            output.WriteLine($"wrote {file}");
        }

        return ExitCode.Holds;
    }

    private bool ShowAndAsk(TraceStep step)
    {
        _session.Streams.Output.Write(TraceText.Of(step));
        _session.Streams.Output.Flush();
        return !_session.Streams.IsInputTerminal
            || _session.Streams.Input.ReadLine() is { } answer && answer.Trim() != "q";
    }
}
