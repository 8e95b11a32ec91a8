using System.Globalization;
using Model.Input;

namespace Model.Litmus;

/// <summary>Takes a stretch of a test apart into tokens.</summary>
internal sealed class LitmusScanner
{
    private static readonly string[] _longSigns = [@"/\", @"\/", "=>", "=="];
    private readonly LitmusSource _source;
    private readonly int _end;
    private int _at;

    /// <param name="source">The test.</param>
    /// <param name="start">The first position of the stretch.</param>
    /// <param name="end">The position after the last.</param>
    public LitmusScanner(LitmusSource source, int start, int end)
    {
        _source = source;
        _at = start;
        _end = end;
        Next = Scan();
    }

    /// <summary>The token that <see cref="Take"/> gives.</summary>
    public LitmusToken Next { get; private set; }

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd => Next.Kind == LitmusTokenKind.End;

    /// <summary>Goes on by one token.</summary>
    public LitmusToken Take()
    {
        var taken = Next;
        Next = Scan();
        return taken;
    }

    /// <summary>Goes on if the next token is that sign or word.</summary>
    public bool TryTake(string text)
    {
        bool isNext = Next.Kind is LitmusTokenKind.Sign or LitmusTokenKind.Name && Next.Text == text;
        if (isNext)
        {
            Take();
        }

        return isNext;
    }

    /// <summary>Goes on over a sign or word that must be there.</summary>
    public void Require(string text)
    {
        if (!TryTake(text))
        {
            throw Unexpected($"'{text}'");
        }
    }

    /// <summary>Takes a name that must be there.</summary>
    /// <param name="what">What the name is of, for the message.</param>
    public LitmusToken Name(string what) => Next.Kind == LitmusTokenKind.Name ? Take() : throw Unexpected(what);

    /// <summary>Takes a number that must be there, with or without a sign.</summary>
    /// <param name="what">What the number is, for the message.</param>
    public long Number(string what)
    {
        bool isNegative = TryTake("-");
        if (Next.Kind != LitmusTokenKind.Number)
        {
            throw Unexpected(what);
        }

        var token = Take();
        bool isHexadecimal = token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (
            !ulong.TryParse(
                isHexadecimal ? token.Text.AsSpan(2) : token.Text,
                isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                CultureInfo.InvariantCulture,
                out ulong value
            )
        )
        {
            throw _source.Error(token.Position, $"expected {what}, found '{token.Text}'");
        }

        return isNegative ? -(long)value : (long)value;
    }

    /// <summary>The fault that the next token is something else than expected.</summary>
    public InputException Unexpected(string expected, string hint = "") =>
        _source.Error(Next.Position, $"expected {expected}, found {Next}", hint);

    private LitmusToken Scan()
    {
        while (_at < _end && char.IsWhiteSpace(_source.Text[_at]))
        {
            _at++;
        }

        int start = _at;
        if (start >= _end)
        {
            return new LitmusToken(LitmusTokenKind.End, "", _end);
        }

        char first = _source.Text[start];
        if (char.IsAsciiLetterOrDigit(first) || first is '_' or '.')
        {
            while (_at < _end && (char.IsAsciiLetterOrDigit(_source.Text[_at]) || _source.Text[_at] is '_' or '.'))
            {
                _at++;
            }

            return new LitmusToken(
                char.IsAsciiDigit(first) ? LitmusTokenKind.Number : LitmusTokenKind.Name,
                _source.Text[start.._at],
                start
            );
        }

        string? sign = _longSigns.FirstOrDefault(candidate =>
            string.CompareOrdinal(_source.Text, start, candidate, 0, candidate.Length) == 0
        );
        _at += sign?.Length ?? 1;
        return new LitmusToken(LitmusTokenKind.Sign, sign ?? first.ToString(), start);
    }
}

/// <summary>A word, a number or a sign of a test.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Position">Where it starts.</param>
internal readonly record struct LitmusToken(LitmusTokenKind Kind, string Text, int Position)
{
    /// <summary>The token in a message.</summary>
    public override string ToString() => Kind == LitmusTokenKind.End ? "the end" : $"'{Text}'";
}

/// <summary>Kinds of tokens.</summary>
internal enum LitmusTokenKind
{
    /// <summary>Letters, digits and underscores.</summary>
    Name,

    /// <summary>A decimal or hexadecimal number without sign.</summary>
    Number,

    /// <summary>Anything else: one character, or one of the signs of two.</summary>
    Sign,

    /// <summary>Nothing is left.</summary>
    End,
}
