using System.Text.Json;
using Checker.Files;
using Model.Input;

namespace Checker.Traces;

/// <summary>A trace with all that is needed to run it again: what a trace file holds.</summary>
/// <param name="Format">Version of the file format.</param>
/// <param name="Subject">What was checked.</param>
/// <param name="Fingerprint">Identifies the model that the trace is of.</param>
/// <param name="Trace">The trace.</param>
public sealed record TraceFile(int Format, TraceSubject Subject, string Fingerprint, Trace Trace)
{
    /// <summary>The format that is written.</summary>
    public const int CurrentFormat = 2;

    /// <summary>
    /// The oldest format that is read: it names memory by the aligned word of four bytes, and not by the place
    /// accessed.
    /// </summary>
    public const int OldestFormat = 1;
}

/// <summary>Writes trace files: whole or not at all.</summary>
internal static class TraceWriter
{
    /// <summary>Writes a trace, in place of a file that may be there.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(TraceFile trace, string path) => AtomicFile.Write(path, Text(trace));

    /// <summary>The contents of a trace file.</summary>
    public static string Text(TraceFile trace) => JsonSerializer.Serialize(trace, TraceJson.Options) + "\n";
}
