namespace Checker.Traces;

/// <summary>A shared object that a step changed.</summary>
/// <param name="Target">The object's name.</param>
/// <param name="Before">Its state before the step.</param>
/// <param name="After">Its state after the step.</param>
public sealed record TraceChange(string Target, string Before, string After);
