using Checker.Traces;
using Model.Litmus;

namespace Checker.Litmus;

/// <summary>One way in which a test ends.</summary>
/// <param name="Text">The full final state; or an exclamation mark and what keeps a CPU from its end.</param>
/// <param name="Outcome">The values; <c>null</c> when a CPU did not come to its end.</param>
/// <param name="Trace">A shortest way there, when it was asked for.</param>
internal sealed record LitmusEnding(string Text, LitmusOutcome? Outcome, Trace? Trace);
