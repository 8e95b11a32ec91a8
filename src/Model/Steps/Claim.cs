using System.Diagnostics.CodeAnalysis;

namespace Model.Steps;

/// <summary>Assertions in process bodies.</summary>
public static class Claim
{
    /// <summary>
    /// Claims that <paramref name="condition"/> is true; a run in which it is not is a violation of kind
    /// <c>assertion</c>.
    /// </summary>
    /// <param name="condition">The claim.</param>
    /// <param name="message">The claim in words, as the report shows it.</param>
    /// <exception cref="AssertionException">The condition is false.</exception>
    public static void That([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            throw new AssertionException(message);
        }
    }
}

/// <summary>An assertion in a process body is false; a violation with a trace, not a crash.</summary>
public sealed class AssertionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was claimed.</param>
    public AssertionException(string message)
        : base(message) { }
}
