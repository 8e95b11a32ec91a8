using System.CommandLine;
using Checker.Exploration;
using Checker.Reports;
using Checker.Traces;

namespace Checker.Cli;

/// <summary><c>checker replay</c>.</summary>
internal sealed class ReplayCommand
{
    private const string Details = """
        Exit codes:
          0 exact, 1 drift (with the first difference), 2 bad input, 3 left before the end, 70 internal error

        Example:
          checker replay trace.json --step
        """;

    private readonly Session _session;
    private readonly Argument<string> _trace = new("TRACE") { Description = "a saved trace" };
    private readonly Option<bool> _step = new("--step") { Description = "show one step at a time: Enter for the next, q to leave" };

    private ReplayCommand(Session session) => _session = session;

    public static Command Create(Session session) => new ReplayCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand("replay", "Runs a saved trace again and compares every recorded field.", Details) { _trace, _step };
        command.SetAction(parsed => (int)Run(parsed.GetRequiredValue(_trace), parsed.GetValue(_step)));
        return command;
    }

    private ExitCode Run(string path, bool step)
    {
        var loaded = LoadedTrace.Read(path, new Subjects(_session.Catalogue));
        var trace = loaded.File.Trace;
        var output = _session.Streams.Output;
        output.WriteLine(Words.Of(loaded.File.Subject));
        var drift = _session.Exploring(Explore.Model(loaded.Model), exploration =>
        {
            using var replay = new Replay(loaded.Model, trace, exploration.Settings(SearchOrder.BreadthFirst));
            return replay.Run(step ? ShowAndAsk : null);
        });
        if (drift is not null)
        {
            output.WriteLine(drift);
            return ExitCode.Violated;
        }

        output.Write(step ? EndingText.Of(trace, _session.Streams.Width) : TraceText.Of(trace, _session.Streams.Width));
        output.WriteLine($"\nexact: {Words.Count(trace.Steps.Count, "step")} and the ending as recorded");
        return ExitCode.Holds;
    }

    private bool ShowAndAsk(TraceStep step)
    {
        _session.Streams.Output.Write(TraceText.Of(step));
        _session.Streams.Output.Flush();
        return !_session.Streams.IsInputTerminal || _session.Streams.Input.ReadLine() is { } answer && answer.Trim() != "q";
    }
}
