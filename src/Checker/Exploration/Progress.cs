namespace Checker.Exploration;

/// <summary>How far a search is.</summary>
/// <param name="States">States found.</param>
/// <param name="Transitions">Transitions taken.</param>
/// <param name="Depth">Depth of the states being expanded.</param>
/// <param name="Waiting">States found and not yet expanded.</param>
/// <param name="Bytes">Memory of the state store.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct Progress(long States, long Transitions, int Depth, long Waiting, long Bytes, TimeSpan Elapsed);
