using System.Text.Json;
using Checker.Traces;

namespace Checker.Reports;

/// <summary>Writes reports as JSON.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions _options = new(TraceJson.Options)
    {
        IgnoreReadOnlyProperties = false,
    };

    /// <summary>The JSON text, with a line end.</summary>
    public static string Of<TReport>(TReport report) => JsonSerializer.Serialize(report, _options) + "\n";
}
