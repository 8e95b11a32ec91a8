using System.Globalization;
using Model.Input;
using Model.Systems;

namespace Checker.Properties.Expressions;

/// <summary>Reads an expression from left to right by precedence climbing and compiles it on the way.</summary>
internal sealed class Parser
{
    /// <summary>The deepest nesting of parentheses, unary operators and implications; each costs stack.</summary>
    public const int DeepestNesting = 200;

    private const int DefaultMemorySize = 4;
    private const int MostNamesListed = 8;

    private readonly string _text;
    private readonly IStateNames _names;
    private readonly Lexer _lexer;
    private readonly TermBuilder _terms;
    private Token _current;
    private int _previousEnd;
    private int _nesting;

    public Parser(string text, IStateNames names)
    {
        _text = text;
        _names = names;
        _lexer = new Lexer(text);
        _terms = new TermBuilder(text);
        _current = _lexer.Next();
    }

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="ExpressionException">It is not an expression, or not a truth.</exception>
    public TruthTerm Parse()
    {
        var whole = ParseExpression(weakest: 0);
        return _current.Kind == TokenKind.End ? _terms.Truth(whole) : throw Unexpected("an operator or the end");
    }

    /// <summary>Reads the whole text as what can be observed: a name, or a place in memory.</summary>
    /// <exception cref="ExpressionException">It is neither.</exception>
    public NumberTerm ParseValue()
    {
        var value =
            _current.Is("[") ? ParseMemory()
            : _current.Kind == TokenKind.Word ? ParseName(Take())
            : throw Unexpected("a name, or memory such as [0xb8000:4]");
        return _current.Kind == TokenKind.End ? value : throw Unexpected("the end");
    }

    private Term ParseExpression(int weakest)
    {
        var left = ParseOperand();
        while (BinaryOperators.Of(_current) is { } joining && joining.Precedence >= weakest)
        {
            var sign = Take();
            var right =
                joining == BinaryOperators.Implication
                    ? Nested(sign, () => ParseExpression(joining.Precedence))
                    : ParseExpression(joining.Precedence + 1);
            left = _terms.Binary(left, sign, joining, right);
        }

        return left;
    }

    private Term ParseOperand()
    {
        var token = _current;
        return token switch
        {
            { Kind: TokenKind.Number } => ParseNumber(),
            _ when token.Is("!") || token.IsWord("not") => _terms.Not(Take(), Nested(token, ParseOperand)),
            _ when token.Is("-") => _terms.Negate(Take(), Nested(token, ParseOperand)),
            _ when token.Is("~") => _terms.Complement(Take(), Nested(token, ParseOperand)),
            _ when token.Is("(") => Nested(token, ParseParentheses),
            _ when token.Is("[") => ParseMemory(),
            { Kind: TokenKind.Word } when BinaryOperators.Of(token) is null => ParseWord(),
            _ => throw Unexpected("a value"),
        };
    }

    private Term ParseParentheses()
    {
        var open = Take();
        var inner = ParseExpression(weakest: 0);
        var close = ExpectClosing(")", open);
        return inner with { Start = open.Start, End = close.End, Operator = null };
    }

    private NumberTerm ParseNumber()
    {
        var token = Take();
        var number = NumberOf(token);
        return new NumberTerm(token.Start, token.End, _ => number);
    }

    private NumberTerm ParseMemory()
    {
        var open = Take();
        var start = _current;
        bool isNamed = start.Kind == TokenKind.Word;
        var address = isNamed
            ? ParseNamedAddress()
            : NumberOf(Expect(TokenKind.Number, "an address such as 0xb8000, or a name"));
        if (address > ulong.MaxValue)
        {
            throw Fault(start, "expected an address of 64 bits", hint: null);
        }

        int size = DefaultMemorySize;
        if (_current.Is(":"))
        {
            Take();
            size = ParseMemorySize();
        }
        else if (isNamed)
        {
            throw Unexpected(
                "a colon and the number of bytes",
                $"write [{_text[start.Start.._previousEnd]}:{DefaultMemorySize}]"
            );
        }

        var close = ExpectClosing("]", open);
        var value =
            _names.Memory((ulong)address, size)
            ?? throw Fault(
                start,
                $"expected {size} {(size == 1 ? "byte" : "bytes")} of the model's memory",
                hint: null
            );
        return new NumberTerm(open.Start, close.End, states => value(states));
    }

    private Int128 ParseNamedAddress()
    {
        var name = Take();
        Int128 address =
            _names.AddressOf(name.Text)
            ?? throw (
                _names.Value(name.Text) is null
                    ? UnknownName(name)
                    : Fault(name, "expected an address such as 0xb8000", "a name is written without brackets")
            );
        if (!_current.Is("+"))
        {
            return address;
        }

        Take();
        return address + NumberOf(Expect(TokenKind.Number, "a number of bytes such as 0x6"));
    }

    private int ParseMemorySize()
    {
        const string Expected = "1, 2, 4 or 8 bytes";
        var token = Expect(TokenKind.Number, Expected);
        var size = NumberOf(token);
        return size == 1 || size == 2 || size == 4 || size == 8
            ? (int)size
            : throw Fault(token, $"expected {Expected}", hint: null);
    }

    private Term ParseWord()
    {
        var word = Take();
        if (_current.Is("("))
        {
            return word.Text switch
            {
                "at" => ParseAt(word),
                "finished" => ParseFinished(word),
                _ => throw Fault(
                    word,
                    "expected at(process, place) or finished(process)",
                    DidYouMean(word, ["at", "finished"])
                ),
            };
        }

        return ParseName(word);
    }

    private NumberTerm ParseName(Token word)
    {
        var value =
            _names.Value(word.Text) ?? throw (_names.AddressOf(word.Text) is null ? UnknownName(word) : NoNumber(word));
        return new NumberTerm(word.Start, word.End, states => value(states));
    }

    private TruthTerm ParseAt(Token function)
    {
        var open = Take();
        var process = ExpectProcess();
        if (!_current.Is(","))
        {
            throw Unexpected("a comma");
        }

        Take();
        var place = Expect(TokenKind.Word, "a place");
        var close = ExpectClosing(")", open);
        var value =
            _names.At(process.Text, place.Text)
            ?? throw Fault(
                place,
                $"expected a place of {process}",
                Choose(place) ?? Suggestion(place, _names.Places(process.Text))
            );
        return new TruthTerm(function.Start, close.End, value);
    }

    private TruthTerm ParseFinished(Token function)
    {
        var open = Take();
        var process = ExpectProcess();
        var close = ExpectClosing(")", open);
        var value = _names.Finished(process.Text) ?? throw UnknownProcess(process);
        return new TruthTerm(function.Start, close.End, value);
    }

    private Int128 NumberOf(Token token)
    {
        bool isHexadecimal = token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        string written = isHexadecimal ? token.Text[2..] : token.Text;
        string digits = written.Replace("_", "", StringComparison.Ordinal);
        bool isWellFormed =
            written.Length > 0
            && written[0] != '_'
            && written[^1] != '_'
            && digits.All(isHexadecimal ? char.IsAsciiHexDigit : char.IsAsciiDigit);
        if (!isWellFormed)
        {
            throw Fault(token, "expected an integer such as 10 or 0x1f", hint: null);
        }

        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        bool fits = Int128.TryParse(digits, style, CultureInfo.InvariantCulture, out var number);
        return fits && number >= 0 ? number : throw Fault(token, "expected a number below 2^127", hint: null);
    }

    private Term Nested(Token token, Func<Term> parse)
    {
        if (_nesting == DeepestNesting)
        {
            throw new ExpressionException(
                _text,
                token.Start + 1,
                $"expected at most {DeepestNesting} levels of nesting, found more",
                "split the property"
            );
        }

        _nesting++;
        var term = parse();
        _nesting--;
        return term;
    }

    private Token Take()
    {
        var taken = _current;
        _previousEnd = taken.End;
        _current = _lexer.Next();
        return taken;
    }

    private Token Expect(TokenKind kind, string expected, string? hintForWord = null) =>
        _current.Kind == kind
            ? Take()
            : throw Unexpected(expected, _current.Kind == TokenKind.Word ? hintForWord : null);

    private Token ExpectClosing(string symbol, Token open) =>
        _current.Is(symbol)
            ? Take()
            : throw Unexpected(
                symbol,
                _current.Kind == TokenKind.End ? $"{open} of column {open.Start + 1} is still open" : null
            );

    private Token ExpectProcess()
    {
        var process = Expect(TokenKind.Word, "a process");
        return _names.Processes.Contains(process.Text, StringComparer.Ordinal)
            ? process
            : throw UnknownProcess(process);
    }

    private ExpressionException UnknownProcess(Token process) =>
        Fault(process, "expected a process of the model", Suggestion(process, _names.Processes));

    private ExpressionException UnknownName(Token word)
    {
        string? hint = word.Text switch
        {
            "at" or "finished" => "write at(process, place) or finished(process)",
            _ when _names.Processes.Contains(word.Text, StringComparer.Ordinal) =>
                $"ask at({word}, place) or finished({word})",
            _ => Choose(word) ?? Suggestion(word, _names.Known),
        };
        return Fault(word, "expected a name of the model", hint);
    }

    private ExpressionException NoNumber(Token word) =>
        Fault(
            word,
            "expected a name whose size is known to be 1, 2, 4 or 8 bytes",
            $"say how many bytes of it you mean: [{word}:{DefaultMemorySize}]"
        );

    private string? Choose(Token word) =>
        _names.Choices(word.Text) is { Count: > 0 } choices
            ? $"there are {choices.Count}: {NearestName.OneOf(choices)}"
            : null;

    private static string? Suggestion(Token word, IReadOnlyList<string> known) =>
        DidYouMean(word, known)
        ?? (known.Count is > 0 and <= MostNamesListed ? $"known: {string.Join(", ", known)}" : null);

    private static string? DidYouMean(Token word, IReadOnlyList<string> known) =>
        NearestName.Of(word.Text, known) is { } near ? $"did you mean {near}?" : null;

    private ExpressionException Unexpected(string expected, string? hint = null) =>
        Fault(_current, $"expected {expected}", _current.Is("=") ? "use == to compare" : hint);

    private ExpressionException Fault(Token token, string expected, string? hint) =>
        new(_text, token.Start + 1, $"{expected}, found {token}", hint);
}
