using System.Text.Json;
using Checker.Replay;
using Checker.Traces;
using Model.Input;

namespace Checker.Reports.Html;

/// <summary>
/// A trace as one page of HTML that needs nothing else: no network, no other file, and no script to be read.
/// </summary>
internal static class TracePage
{
    /// <summary>The page.</summary>
    /// <param name="file">The trace and what it is of.</param>
    /// <param name="execution">The trace's states.</param>
    /// <param name="listing">The guest's code; may be empty.</param>
    public static string Of(TraceFile file, Execution execution, IReadOnlyList<CodeLine> listing)
    {
        var chart = new ChartMarkup(execution, file.Subject.Platform);
        return PageTemplate.Fill(
            "trace.html",
            (
                "title",
                Markup.Of($"{file.Subject.Scenario} on {file.Subject.Platform}: {Labels.Of(file.Trace.Kind)}").Text
            ),
            (
                "style",
                PageTemplate.Resource("look.css")
                    + PageTemplate.Resource("chart.css")
                    + PageTemplate.Resource("trace.css")
            ),
            ("verdict", VerdictMarkup.Of(file.Trace, file.Subject, chart).Text),
            ("chart", chart.Table().Text),
            ("state", StateMarkup.Objects(execution).Text + StateMarkup.Processes(execution, chart).Text),
            ("listing", ListingMarkup.Of(listing, file.Trace).Text),
            ("fingerprint", Markup.Of($"{file.Fingerprint}").Text),
            ("data", TraceData.Of(execution)),
            ("script", PageTemplate.Resource("trace.js"))
        );
    }
}

/// <summary>What the page's script steps through: the first state, and what each step changes in it.</summary>
internal static class TraceData
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>
    /// JSON that may stand in a script element: the serializer writes neither &lt; nor &amp; as they are.
    /// </summary>
    public static string Of(Execution execution)
    {
        var steps = execution.Trace.AllSteps.Select(
            (step, number) =>
                new
                {
                    Process = Number(step.Process, execution),
                    Address = Address(step.Address),
                    Objects = Differences(Values(execution, number), Values(execution, number + 1)),
                    Processes = Differences(Next(execution, number), Next(execution, number + 1)),
                }
        );
        return JsonSerializer.Serialize(
            new
            {
                Processes = execution.Trace.Processes,
                First = new { Objects = Values(execution, 0), Processes = Next(execution, 0) },
                Steps = steps,
            },
            _options
        );
    }

    private static string? Address(ulong? address) =>
        address is ulong at ? FormattableString.Invariant($"0x{at:x}") : null;

    private static int Number(string process, Execution execution) =>
        execution.Trace.Processes.ToList().IndexOf(process);

    private static string[] Values(Execution execution, int state) =>
        [.. execution.Objects.Select((_, number) => execution.Shown(execution.States[state], number))];

    private static string[] Next(Execution execution, int state) =>
        [.. execution.States[state].Processes.Select(StateMarkup.Words)];

    private static object[][] Differences(string[] before, string[] after) =>
        [
            .. after
                .Select((text, number) => (text, number))
                .Where(entry => entry.text != before[entry.number])
                .Select(entry => new object[] { entry.number, entry.text }),
        ];
}
