using System.Globalization;

namespace Model.Guests;

/// <summary>
/// A guest's file is not what it should be. Carries one line for the user; the command line turns it into a bad-input verdict.
/// Nothing else is thrown for the contents of a file, however malformed.
/// </summary>
public sealed class GuestImageException : Exception
{
    /// <summary>Says what is wrong, where, and what would be right.</summary>
    /// <param name="file">The file, as the user named it.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="hint">What was expected, or how to get it.</param>
    /// <param name="line">Line of a text file, from 1; <c>null</c> for binary files.</param>
    /// <param name="column">Column of a text file, from 1; <c>null</c> for binary files.</param>
    public GuestImageException(string file, string problem, string hint, int? line = null, int? column = null)
        : base(Compose(file, problem, hint, line, column))
    {
        File = file;
        Problem = problem;
        Hint = hint;
        Line = line;
        Column = column;
    }

    /// <summary>The file, as the user named it.</summary>
    public string File { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What was expected, or how to get it.</summary>
    public string Hint { get; }

    /// <summary>Line of a text file, from 1; <c>null</c> for binary files.</summary>
    public int? Line { get; }

    /// <summary>Column of a text file, from 1; <c>null</c> for binary files.</summary>
    public int? Column { get; }

    private static string Compose(string file, string problem, string hint, int? line, int? column)
    {
        string place = line is null ? file : string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column}");
        return $"{place}: {problem}; {hint}";
    }
}
