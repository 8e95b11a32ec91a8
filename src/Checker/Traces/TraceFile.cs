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

    /// <summary>The oldest format that is read: it names memory by the aligned word of four bytes, and not by the place accessed.</summary>
    public const int OldestFormat = 1;
}
