using Checker.Exploration;
using Checker.Replay;
using Checker.Traces;

namespace Checker.Reports;

/// <summary>What fails at the end of a trace, why, and what each process is doing there.</summary>
internal static class EndingText
{
    /// <summary>Stands before the steps that nothing depends on any more.</summary>
    public const string Trap = "from here on the goal is out of reach";

    /// <summary>The paragraph, each line with its end.</summary>
    public static string Of(Trace trace, int width)
    {
        List<string> lines = ["", .. LineWrapping.Wrap(Failure(trace), width, "  ")];
        int nameWidth = trace.Processes.DefaultIfEmpty("").Max(name => name.Length);
        foreach (var ending in trace.Endings)
        {
            string indent = new(' ', nameWidth + 4);
            lines.AddRange(
                LineWrapping.Wrap(
                    $"  {ending.Process.PadRight(nameWidth)}  {Activity(ending, trace.Kind)}",
                    width,
                    indent + "  "
                )
            );
            if (ending.Activity == ProcessActivity.Looping)
            {
                lines.AddRange(
                    ending.Details.SelectMany(detail =>
                        LineWrapping.Wrap($"{indent}  {detail}", width, indent + "    ")
                    )
                );
            }
        }

        return string.Concat(lines.Select(line => line.TrimEnd() + "\n"));
    }

    /// <summary>What fails, in one line.</summary>
    public static string Failure(Trace trace) => $"{Sentence(trace, isNamed: true)} [{Switches(trace)}]";

    /// <summary>What fails, without its length in context switches.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="isNamed">Whether the property is named.</param>
    public static string Sentence(Trace trace, bool isNamed)
    {
        var description = trace.Kind is { } kind ? ViolationDescription.Of(kind) : null;
        string after =
            trace.Steps.Count == 0 ? "In the initial state" : $"After {Labels.Count(trace.Steps.Count, "step")}";
        string property = isNamed && description is { HasProperties: true } ? $": {trace.Property}" : "";
        return $"{after} {description?.Sentence ?? "nothing has failed"}{property}{Further(trace)}";
    }

    /// <summary>The number of context switches, in words.</summary>
    public static string Switches(Trace trace) => Labels.Count(trace.ContextSwitches, "context switch");

    // What goes on for ever may begin later than it is certain.
    private static string Further(Trace trace) =>
        trace.Continuation is null ? "" : $"; the cycle is reached after {Labels.Count(trace.AllSteps.Count, "step")}";

    /// <summary>What a process is doing; for a loop only the words that lead to it.</summary>
    public static string Activity(ProcessEnding ending, ViolationKind? kind) =>
        ending.Activity switch
        {
            ProcessActivity.Finished => "has finished",
            ProcessActivity.Failed => $"failed: {string.Join("; ", ending.Details)}",
            ProcessActivity.Blocked => $"{(IsForEver(kind) ? "waits forever at" : "waits at")} "
                + $"{string.Join("; ", ending.Details)}",
            ProcessActivity.Ready => $"is about to {string.Join("; ", ending.Details)}",
            ProcessActivity.Looping => "loops forever in",
            _ => throw new ArgumentOutOfRangeException(nameof(ending)),
        };

    private static bool IsForEver(ViolationKind? kind) =>
        kind is { } failing && ViolationDescription.Of(failing).IsForEver;
}

/// <summary>Breaks lines that are too long at blanks.</summary>
internal static class LineWrapping
{
    /// <summary>
    /// The lines, all but the first after <paramref name="indent"/>. A word that is too long stays whole.
    /// </summary>
    public static IEnumerable<string> Wrap(string line, int width, string indent)
    {
        while (line.Length > width && line.LastIndexOf(' ', width) is var blank && blank > IndentOf(line))
        {
            yield return line[..blank];
            line = indent + line[(blank + 1)..];
        }

        yield return line;
    }

    private static int IndentOf(string line) => line.Length - line.TrimStart().Length;
}
