namespace Model.Scenarios;

/// <summary>A piece of text that a user wrote, and where.</summary>
/// <param name="Text">The text.</param>
/// <param name="Line">Its line in the file, from 1; 0 for a text that stands in no file.</param>
/// <param name="Column">The column of its first character, from 1.</param>
/// <param name="IsVerbatim">Whether the file shows the characters one after the other on that line, with nothing escaped.</param>
internal readonly record struct PlacedText(string Text, int Line, int Column, bool IsVerbatim)
{
    /// <summary>A text that stands in no file.</summary>
    public static PlacedText Of(string text) => new(text, 0, 0, IsVerbatim: false);

    /// <summary>The column of a character.</summary>
    /// <param name="index">Its index, from 0.</param>
    public int ColumnOf(int index) => IsVerbatim ? Column + index : Column;
}
