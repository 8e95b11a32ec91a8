namespace Checker.Automata;

/// <summary>A process body ended by throwing.</summary>
/// <param name="Claim">What was claimed, or the exception in words.</param>
/// <param name="IsAssertion">Whether it was a claim of the modeller, and not an unexpected exception.</param>
internal sealed record BodyFailure(string Claim, bool IsAssertion);
