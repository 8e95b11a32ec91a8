using System.Globalization;

namespace Checker.Properties.Expressions;

/// <summary>A smallest part of an expression's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="Text">Its characters; empty at the end.</param>
internal readonly record struct Token(TokenKind Kind, int Start, string Text)
{
    private const int LongestShown = 40;

    public int End => Start + Text.Length;

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;

    /// <summary>As messages show it.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Unknown when IsInvisible => string.Create(CultureInfo.InvariantCulture, $"U+{(int)Text[0]:X4}"),
        _ when Text.Length > LongestShown => Text[..LongestShown] + "...",
        _ => Text,
    };

    private bool IsInvisible =>
        Text.Length == 1
        && char.GetUnicodeCategory(Text[0]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate;
}
