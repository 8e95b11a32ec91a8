namespace Model.Steps;

/// <summary>An assertion in a process body is false; a violation with a trace, not a crash.</summary>
public sealed class AssertionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was claimed.</param>
    public AssertionException(string message)
        : base(message)
    {
    }
}
