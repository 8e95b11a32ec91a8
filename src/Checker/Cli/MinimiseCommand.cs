using System.CommandLine;
using Checker.Exploration;
using Checker.Files;
using Checker.Replay;
using Checker.Reports;
using Checker.Targets;
using Checker.Traces;
using Model.Input;

namespace Checker.Cli;

/// <summary><c>checker minimise</c>.</summary>
internal sealed class MinimiseCommand
{
    private const string Details = """
        The same property still fails, in the same way. One context switch less is worth any number of steps.

        Exit codes:
          0 done, 1 the trace does not replay, 2 bad input, 3 a limit came first, 70 internal error

        Example:
          checker minimise long.json --save short.json
        """;

    private readonly Session _session;
    private readonly Argument<string> _trace = new("TRACE") { Description = "a saved trace" };
    private readonly Option<string> _save = new("--save")
    {
        HelpName = "FILE",
        Description = "save the new trace; may be the same file",
    };

    private MinimiseCommand(Session session) => _session = session;

    public static Command Create(Session session) => new MinimiseCommand(session).Create();

    private Command Create()
    {
        var command = new DocumentedCommand(
            "minimise",
            "Makes a saved trace easier to read: fewest context switches, then fewest steps.",
            Details
        )
        {
            _trace,
            _save,
        };
        command.SetAction(parsed => (int)Run(parsed.GetRequiredValue(_trace), parsed.GetValue(_save)));
        return command;
    }

    private ExitCode Run(string path, string? save)
    {
        var output = _session.Streams.Output;
        var loaded = LoadedTrace.Read(path, new TargetResolver(_session.Catalogue));
        if (loaded.File.Trace.Kind is null)
        {
            throw new InputException("nothing fails in the trace, so there is nothing to keep while it gets shorter")
            {
                File = path,
            };
        }

        if (save is not null)
        {
            AtomicFile.RequireWritable(save);
        }

        var (drift, trace, isLeast) = _session.Exploring(
            Explore.Model(loaded.Model),
            exploration => Minimise(loaded, exploration)
        );
        if (drift is not null)
        {
            output.WriteLine(drift);
            return ExitCode.Violated;
        }

        if (save is not null)
        {
            TraceWriter.Write(loaded.File with { Format = TraceFile.CurrentFormat, Trace = trace }, save);
        }

        output.WriteLine(Labels.Of(loaded.File.Subject));
        output.WriteLine(
            $"{Length(loaded.File.Trace)} -> {Length(trace)}"
                + $"{(isLeast ? ", the least there is" : ", perhaps not the least")}"
        );
        output.Write(TraceText.Of(trace, _session.Streams.Width));
        return ExitCode.Holds;
    }

    private static (Drift? Drift, Trace Trace, bool IsLeast) Minimise(LoadedTrace loaded, ModelExploration exploration)
    {
        var settings = exploration.Settings(SearchOrder.BreadthFirst);
        using var replay = new Replayer(loaded.Model, loaded.File.Trace, settings, loaded.File.Format);
        if (replay.Run() is { } drift)
        {
            return (drift, loaded.File.Trace, false);
        }

        var (trace, isLeast) = new Minimiser(loaded.Model, settings).Minimise(loaded.File.Trace);
        return (null, trace, isLeast);
    }

    private static string Length(Trace trace) =>
        $"{Labels.Count(trace.ContextSwitches, "context switch")} in {Labels.Count(trace.Steps.Count, "step")}";
}
