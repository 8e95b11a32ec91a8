using System.Text.Json;
using Model.Systems;

namespace Checker.Traces;

/// <summary>Writes trace files: whole or not at all.</summary>
internal static class TraceWriter
{
    /// <summary>Writes a trace, in place of a file that may be there.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(TraceFile trace, string path) => WholeFile.Write(path, Text(trace));

    /// <summary>The contents of a trace file.</summary>
    public static string Text(TraceFile trace) => JsonSerializer.Serialize(trace, TraceJson.Options) + "\n";
}
