using Checker.Traces;

namespace Checker.ContinuousIntegration;

/// <summary>Something that is not as it should be.</summary>
/// <param name="Rule">Its kind: an identifier of <see cref="Rules"/>.</param>
/// <param name="Message">What is wrong, in one line.</param>
/// <param name="Trace">An execution that shows it, or <c>null</c>.</param>
/// <param name="Subject">What the trace is of; <c>null</c> where there is none.</param>
internal sealed record Finding(string Rule, string Message, Trace? Trace, TraceSubject? Subject)
{
    /// <summary>The place that bad input is told with, or <c>null</c>.</summary>
    public SourcePlace? Place { get; init; }
}
