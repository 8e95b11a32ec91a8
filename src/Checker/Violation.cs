using Checker.Exploration;
using Checker.Traces;

namespace Checker;

/// <summary>A property that fails, with a trace that shows it.</summary>
/// <param name="Kind">How it fails.</param>
/// <param name="Property">The property; for an assertion the claim.</param>
/// <param name="Trace">The trace.</param>
public sealed record Violation(ViolationKind Kind, string Property, Trace Trace);
