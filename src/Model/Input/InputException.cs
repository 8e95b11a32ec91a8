namespace Model.Input;

/// <summary>Something the user gave is wrong: one line says where, what was expected, and how to mend it.</summary>
public class InputException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what was expected; without a full stop.</param>
    /// <param name="hint">How to mend it; empty when there is nothing to say.</param>
    public InputException(string message, string hint = "")
        : base(message)
    {
        Hint = hint;
    }

    /// <summary>How to mend it; may be empty.</summary>
    public string Hint { get; }

    /// <summary>The file at fault, or <c>null</c>.</summary>
    public string? File { get; init; }

    /// <summary>The line at fault, counted from 1, or <c>null</c>.</summary>
    public int? Line { get; init; }

    /// <summary>The column at fault, counted from 1, or <c>null</c>.</summary>
    public int? Column { get; init; }
}
