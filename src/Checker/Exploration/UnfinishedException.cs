namespace Checker.Exploration;

/// <summary>A limit or the user stopped something before its answer was known.</summary>
/// <param name="message">What stopped it.</param>
internal sealed class UnfinishedException(string message) : Exception(message);
