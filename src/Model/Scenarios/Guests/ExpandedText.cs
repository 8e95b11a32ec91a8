using Model.Systems;

namespace Model.Scenarios;

/// <summary>A text with the values of parameters filled in, which still knows where each of its characters is from.</summary>
/// <param name="File">The file that it stands in; empty for none.</param>
/// <param name="Source">The text as it was written.</param>
/// <param name="Text">The text with the values.</param>
/// <param name="Origins">For each character, and for the end, the index in the source that it comes from.</param>
internal sealed record ExpandedText(string File, PlacedText Source, string Text, IReadOnlyList<int> Origins)
{
    /// <summary>A fault of this text, with its place.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="hint">How to mend it, or empty.</param>
    /// <param name="index">Index of the character at fault.</param>
    public InputException Wrong(string message, string hint = "", int index = 0)
    {
        bool isPlaced = Source.Line > 0;
        return new InputException(message, hint)
        {
            File = File.Length == 0 ? null : File,
            Line = isPlaced ? Source.Line : null,
            Column = isPlaced ? Source.ColumnOf(Origins[Math.Clamp(index, 0, Text.Length)]) : null,
        };
    }

    /// <summary>Runs what the text leads to; a fault of it becomes a fault of this text.</summary>
    public T Try<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (InputException exception) when (Source.Line > 0)
        {
            throw Wrong(exception.File is { } other ? $"{other}: {exception.Message}" : exception.Message, exception.Hint);
        }
    }

    /// <summary>The number that the text is.</summary>
    /// <param name="what">What it stands for, for the message.</param>
    /// <param name="most">The greatest that it can be.</param>
    /// <exception cref="InputException">It is none, or too great.</exception>
    public ulong Number(string what, ulong most = ulong.MaxValue)
    {
        ulong number = GuestNumber.Parse(Text) ?? throw Wrong($"{what} cannot be '{Text}'; expected a number such as 4096 or 0x1000");
        return number <= most ? number : throw Wrong(FormattableString.Invariant($"{what} cannot be '{Text}'; expected at most 0x{most:x}"));
    }
}
