using Checker.Traces;

namespace Checker;

/// <summary>How an execution may end: what the states look like in which nothing can step.</summary>
/// <param name="Text">What <see cref="ModelExploration.FinalLook"/> makes of them.</param>
/// <param name="Trace">A shortest way there, when it was asked for.</param>
public sealed record FinalState(string Text, Trace? Trace);
