using Checker.Exploration;
using Checker.Traces;

namespace Checker;

/// <summary>A property that fails, with a trace that shows it.</summary>
/// <param name="Kind">How it fails.</param>
/// <param name="Property">The property; for an assertion the claim.</param>
/// <param name="Trace">The trace.</param>
public sealed record Violation(ViolationKind Kind, string Property, Trace Trace);

/// <summary>How an execution may end: what the states look like in which nothing can step.</summary>
/// <param name="Text">What <see cref="ModelExploration.FinalLook"/> makes of them.</param>
/// <param name="Trace">A shortest way there, when it was asked for.</param>
public sealed record FinalState(string Text, Trace? Trace);
