using System.Globalization;
using System.Text;
using Model.Input;

namespace Model.Scenarios.Guests;

/// <summary>
/// Fills values into texts: <c>${consumers}</c> becomes the value of that parameter, <c>${guest.stack}</c> what the
/// chosen word of the parameter <c>guest</c> gives to <c>stack</c>.
/// </summary>
/// <param name="file">The file that the texts stand in; empty for none.</param>
/// <param name="values">The values by name.</param>
internal sealed class Expansion(string file, IReadOnlyDictionary<string, string> values)
{
    /// <summary>The same, with one more name.</summary>
    public Expansion With(string name, int number) =>
        new(file, new Dictionary<string, string>(values) { [name] = number.ToString(CultureInfo.InvariantCulture) });

    /// <summary>Fills the values in.</summary>
    /// <exception cref="InputException">A name is unknown, or a bracket is not closed.</exception>
    public ExpandedText Of(PlacedText source)
    {
        string text = source.Text;
        var expanded = new StringBuilder();
        var origins = new List<int>();
        for (int index = 0; index < text.Length;)
        {
            if (!text.AsSpan(index).StartsWith("${"))
            {
                origins.Add(index);
                expanded.Append(text[index++]);
                continue;
            }

            int end = text.IndexOf('}', index);
            string name = end < 0 ? "" : text[(index + 2)..end];
            string value =
                end < 0 ? throw Wrong(source, index, "${ is not closed", "write ${name}")
                : values.TryGetValue(name, out string? found) ? found
                : throw Unknown(source, index + 2, name);
            origins.AddRange(Enumerable.Repeat(index, value.Length));
            expanded.Append(value);
            index = end + 1;
        }

        origins.Add(text.Length);
        return new ExpandedText(file, source, expanded.ToString(), origins);
    }

    private InputException Unknown(PlacedText source, int index, string name)
    {
        string[] known = [.. values.Keys.Order(StringComparer.Ordinal)];
        return Wrong(
            source,
            index,
            $"there is no value {name} here; expected one of {string.Join(", ", known)}",
            NearestName.Of(name, known) is { } near ? $"did you mean {near}?" : ""
        );
    }

    private InputException Wrong(PlacedText source, int index, string message, string hint) =>
        new ExpandedText(file, source, source.Text, [.. Enumerable.Range(0, source.Text.Length + 1)]).Wrong(
            message,
            hint,
            index
        );
}

/// <summary>
/// A text with the values of parameters filled in, which still knows where each of its characters is from.
/// </summary>
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
            throw Wrong(
                exception.File is { } other ? $"{other}: {exception.Message}" : exception.Message,
                exception.Hint
            );
        }
    }

    /// <summary>The number that the text is.</summary>
    /// <param name="what">What it stands for, for the message.</param>
    /// <param name="most">The greatest that it can be.</param>
    /// <exception cref="InputException">It is none, or too great.</exception>
    public ulong Number(string what, ulong most = ulong.MaxValue)
    {
        ulong number =
            GuestNumber.Parse(Text)
            ?? throw Wrong($"{what} cannot be '{Text}'; expected a number such as 4096 or 0x1000");
        return number <= most
            ? number
            : throw Wrong(FormattableString.Invariant($"{what} cannot be '{Text}'; expected at most 0x{most:x}"));
    }
}
