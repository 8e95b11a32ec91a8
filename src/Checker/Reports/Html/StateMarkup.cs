using Checker.Replay;
using Checker.Traces;

namespace Checker.Reports.Html;

/// <summary>
/// The objects' values and what the processes are about to do, in one state; the page's script changes it to other
/// states.
/// </summary>
internal static class StateMarkup
{
    /// <summary>The objects in the last state of an execution; those that its last step changed stand out.</summary>
    public static Markup Objects(Execution execution)
    {
        var last = execution.States[^1];
        var before = execution.States[Math.Max(0, execution.States.Count - 2)];
        var rows = execution.Objects.Select(
            (target, number) => Row(number, target.Name, execution.Shown(last, number), execution.Shown(before, number))
        );
        return Markup.Of(
            $"""
            <table class="state" id="objects"><caption>Objects <small data-when>at the end</small></caption>
            <thead><tr><th scope="col">object</th><th scope="col">value</th></tr></thead>
            <tbody>{rows}</tbody></table>
            """
        );
    }

    /// <summary>The processes in the last state of an execution.</summary>
    public static Markup Processes(Execution execution, ChartMarkup chart)
    {
        var rows = execution
            .States[^1]
            .Processes.Select(
                (ending, number) =>
                    Markup.Of(
                        $"<tr data-process=\"{number}\" class=\"hue{chart.HueOf(ending.Process)}\"><th scope=\"row\">",
                        $"{ending.Process}</th><td>{Words(ending)}</td></tr>\n"
                    )
            );
        return Markup.Of(
            $"""
            <table class="state" id="processes"><caption>Processes <small data-when>at the end</small></caption>
            <thead><tr><th scope="col">process</th><th scope="col">next</th></tr></thead>
            <tbody>{rows}</tbody></table>
            """
        );
    }

    /// <summary>What a process is about to do, in short.</summary>
    public static string Words(ProcessEnding ending) =>
        ending.Activity switch
        {
            ProcessActivity.Finished => "finished",
            ProcessActivity.Failed => $"failed: {string.Join("; ", ending.Details)}",
            ProcessActivity.Blocked => $"waits at {string.Join("; ", ending.Details)}",
            _ => string.Join("; ", ending.Details),
        };

    private static Markup Row(int number, string name, string value, string before) =>
        Markup.Of(
            $"<tr data-object=\"{number}\"{(value == before ? Markup.None : new Markup(" class=\"changed\""))}><th ",
            $"scope=\"row\">{name}</th><td>{value}</td></tr>\n"
        );
}
