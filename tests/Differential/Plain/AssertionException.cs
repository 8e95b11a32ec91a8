namespace Differential.Plain;

/// <summary>A claim is false.</summary>
public sealed class AssertionException(string message) : Exception(message);
