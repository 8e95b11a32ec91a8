namespace Checker.Reports;

/// <summary>Steps of a trace, one after the other, and how often the very same follow.</summary>
/// <param name="Start">Index of the first step.</param>
/// <param name="Length">Number of steps.</param>
/// <param name="Times">How often they are repeated; 0 when they are not.</param>
internal readonly record struct SpinRound(int Start, int Length, int Times);
