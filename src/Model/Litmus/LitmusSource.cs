using Model.Guests.X86.Assembly;
using Model.Input;

namespace Model.Litmus;

/// <summary>The text of a test, with comments blanked out, and the places in it.</summary>
internal sealed class LitmusSource
{
    public LitmusSource(string text, string file)
    {
        File = file;
        Text = WithoutComments(text);
    }

    public string File { get; }

    /// <summary>As long as the file; each character of a comment is a blank.</summary>
    public string Text { get; private set; }

    /// <summary>A fault at a position.</summary>
    public InputException Error(int position, string message, string hint = "")
    {
        var (line, column) = Place(position);
        return new InputException(message, hint)
        {
            File = File,
            Line = line,
            Column = column,
        };
    }

    /// <summary>Something at a position that is not modelled.</summary>
    public UnsupportedLitmusException Unsupported(int position, string message)
    {
        var (line, column) = Place(position);
        return new UnsupportedLitmusException(message)
        {
            File = File,
            Line = line,
            Column = column,
        };
    }

    private (int Line, int Column) Place(int position)
    {
        var before = Text.AsSpan(0, Math.Min(position, Text.Length));
        return (before.Count('\n') + 1, position - before.LastIndexOf('\n'));
    }

    private string WithoutComments(string text)
    {
        char[] blanked = text.ToCharArray();
        int depth = 0;
        int opened = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool opens = i + 1 < text.Length && text[i] == '(' && text[i + 1] == '*';
            bool closes = depth > 0 && i + 1 < text.Length && text[i] == '*' && text[i + 1] == ')';
            if (opens && depth == 0)
            {
                opened = i;
            }

            depth += opens ? 1 : 0;
            if (depth > 0 && text[i] is not ('\n' or '\r'))
            {
                blanked[i] = ' ';
            }

            if (opens || closes)
            {
                blanked[++i] = ' ';
                depth -= closes ? 1 : 0;
            }
        }

        if (depth > 0)
        {
            Text = text;
            throw Error(opened, "the comment has no end; expected *)");
        }

        return new string(blanked);
    }
}

/// <summary>A line of a column.</summary>
/// <param name="Position">Where it stands in the text.</param>
/// <param name="Code">What is to be assembled.</param>
internal readonly record struct LitmusLine(int Position, AssemblyLine Code);

/// <summary>A test is well-formed as far as can be told, but uses something that is not modelled.</summary>
/// <param name="message">What, and where.</param>
public sealed class UnsupportedLitmusException(string message) : InputException(message);
