using Model.Systems;

namespace Model.Guests;

/// <summary>
/// A guest's file is not what it should be. Nothing else is thrown for the contents of a file, however malformed.
/// </summary>
public sealed class GuestImageException : InputException
{
    /// <summary>Says what is wrong, where, and what would be right.</summary>
    /// <param name="file">The file, as the user named it.</param>
    /// <param name="problem">What is wrong, in one line without the file's name.</param>
    /// <param name="hint">What was expected, or how to get it.</param>
    /// <param name="line">Line of a text file, from 1; <c>null</c> for binary files.</param>
    /// <param name="column">Column of a text file, from 1; <c>null</c> for binary files.</param>
    public GuestImageException(string file, string problem, string hint, int? line = null, int? column = null)
        : base(problem, hint)
    {
        File = file;
        Line = line;
        Column = column;
    }
}
