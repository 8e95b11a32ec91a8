using System.Globalization;

namespace Checker.Properties.Expressions;

/// <summary>
/// Cuts an expression into tokens, one at a time. Accepts every text: what makes no sense is for the parser to tell.
/// </summary>
internal sealed class Lexer
{
    private static readonly string[] _pairs = ["<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "=>"];
    private const string Singles = "!~-+*/%<>&^|()[]:,=";

    private readonly string _text;
    private int _position;

    public Lexer(string text) => _text = text;

    /// <summary>The next token; at the end, again and again <see cref="TokenKind.End"/>.</summary>
    public Token Next()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        if (_position == _text.Length)
        {
            return new Token(TokenKind.End, _position, "");
        }

        char first = _text[_position];
        if (char.IsAsciiLetterOrDigit(first) || first == '_')
        {
            return Take(char.IsAsciiDigit(first) ? TokenKind.Number : TokenKind.Word, WordLength());
        }

        if (_pairs.Any(pair => string.CompareOrdinal(_text, _position, pair, 0, pair.Length) == 0))
        {
            return Take(TokenKind.Symbol, length: 2);
        }

        return Singles.Contains(first, StringComparison.Ordinal)
            ? Take(TokenKind.Symbol, length: 1)
            : Take(TokenKind.Unknown, length: char.IsSurrogatePair(_text, _position) ? 2 : 1);
    }

    private int WordLength()
    {
        int end = _position + 1;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '_' or '.' or '$' or '@'))
        {
            end++;
        }

        return end - _position;
    }

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, _position, _text.Substring(_position, length));
        _position += length;
        return token;
    }
}

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
    public override string ToString() =>
        Kind switch
        {
            TokenKind.End => "the end",
            TokenKind.Unknown when IsInvisible => string.Create(CultureInfo.InvariantCulture, $"U+{(int)Text[0]:X4}"),
            _ when Text.Length > LongestShown => Text[..LongestShown] + "...",
            _ => Text,
        };

    private bool IsInvisible =>
        Text.Length == 1
        && char.GetUnicodeCategory(Text[0])
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate;
}

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>Nothing is left.</summary>
    End,

    /// <summary>Starts with a digit; not necessarily well-formed.</summary>
    Number,

    /// <summary>A name, or an operator that is a word.</summary>
    Word,

    /// <summary>An operator, a bracket or a separator.</summary>
    Symbol,

    /// <summary>A character that no expression contains.</summary>
    Unknown,
}
