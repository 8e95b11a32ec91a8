namespace Checker.Explorer;

/// <summary>A violation that a search has found.</summary>
/// <param name="Kind">How it fails, in the contract's word.</param>
/// <param name="Property">What fails.</param>
/// <param name="Steps">Length of the path.</param>
/// <param name="Path">The path, as <see cref="WalkedPath"/> writes it.</param>
internal sealed record FoundPath(string Kind, string Property, int Steps, string Path);
