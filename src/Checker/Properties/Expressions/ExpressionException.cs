using System.Globalization;

namespace Checker.Properties.Expressions;

/// <summary>A property expression is wrong: it cannot be read, or it has no value in a reachable state.</summary>
/// <remarks>
/// The message says what was expected and what was found, without the place; <see cref="Report"/> gives all.
/// </remarks>
public sealed class ExpressionException : Exception
{
    private const int ContextLength = 60;

    internal ExpressionException(string text, int column, string message, string? hint)
        : base(message)
    {
        Text = text;
        Column = column;
        Hint = hint;
    }

    /// <summary>The whole expression.</summary>
    public string Text { get; }

    /// <summary>Where the fault is: 1 is the first character, one past the length is the end.</summary>
    public int Column { get; }

    /// <summary>The likely cure, or <c>null</c>.</summary>
    public string? Hint { get; }

    /// <summary>
    /// Three lines: the column with the message and the hint, the expression, and a caret below the fault.
    /// </summary>
    /// <remarks>
    /// Line breaks, tabs and control characters are shown as spaces; of a long expression only the part around the
    /// fault is shown.
    /// </remarks>
    public string Report()
    {
        int fault = Column - 1;
        int start = Math.Max(0, fault - ContextLength);
        int end = Math.Min(Text.Length, fault + ContextLength);
        string before = start > 0 ? "..." : "";
        string after = end < Text.Length ? "..." : "";
        string excerpt = string.Concat(Text[start..end].Select(Printable));
        string caret = new string(' ', before.Length + fault - start) + "^";
        string hint = Hint is null ? "" : $"; {Hint}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"column {Column}: {Message}{hint}\n    {before}{excerpt}{after}\n    {caret}"
        );
    }

    private static char Printable(char character) =>
        char.IsControl(character) || char.IsWhiteSpace(character) ? ' ' : character;
}
