using System.Text.Json;
using Checker.Traces;

namespace Checker.Reports.Html;

/// <summary>What the page's script steps through: the first state, and what each step changes in it.</summary>
internal static class TraceData
{
    private static readonly JsonSerializerOptions _options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>JSON that may stand in a script element: the serializer writes neither &lt; nor &amp; as they are.</summary>
    public static string Of(Execution execution)
    {
        var steps = execution.Trace.AllSteps.Select((step, number) => new
        {
            Process = Number(step.Process, execution),
            Address = Address(step.Address),
            Objects = Differences(Values(execution, number), Values(execution, number + 1)),
            Processes = Differences(Next(execution, number), Next(execution, number + 1)),
        });
        return JsonSerializer.Serialize(
            new
            {
                Processes = execution.Trace.Processes,
                First = new { Objects = Values(execution, 0), Processes = Next(execution, 0) },
                Steps = steps,
            },
            _options);
    }

    private static string? Address(ulong? address) => address is ulong at ? FormattableString.Invariant($"0x{at:x}") : null;

    private static int Number(string process, Execution execution) => execution.Trace.Processes.ToList().IndexOf(process);

    private static string[] Values(Execution execution, int state) =>
        [.. execution.Objects.Select((_, number) => execution.Shown(execution.States[state], number))];

    private static string[] Next(Execution execution, int state) => [.. execution.States[state].Processes.Select(StateMarkup.Words)];

    private static object[][] Differences(string[] before, string[] after) =>
        [.. after.Select((text, number) => (text, number)).Where(entry => entry.text != before[entry.number]).Select(entry => new object[] { entry.number, entry.text })];
}
