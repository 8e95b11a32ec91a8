namespace Checker.Exploration;

/// <summary>How random walks run.</summary>
/// <param name="Seed">Decides every choice.</param>
/// <param name="Walks">Number of walks.</param>
/// <param name="Length">Steps of a walk at most.</param>
/// <param name="Search">What is common to all searches.</param>
internal sealed record RandomWalkSettings(ulong Seed, int Walks, int Length, SearchSettings Search);
