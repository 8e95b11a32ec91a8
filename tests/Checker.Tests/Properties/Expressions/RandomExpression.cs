using System.Numerics;

namespace Checker.Tests.Properties.Expressions;

/// <summary>
/// Makes random well-kinded expressions together with their values in <see cref="FakeStates"/>, by plain arithmetic.
/// </summary>
internal sealed class RandomExpression
{
    private const int Operand = 13;
    private const int Unary = 12;
    private const int Implication = 1;

    private static readonly BigInteger _limit = BigInteger.One << 127;

    private static readonly (string Symbol, int Precedence)[] _arithmetic =
    [
        ("|", 4),
        ("^", 5),
        ("&", 6),
        ("<<", 9),
        (">>", 9),
        ("+", 10),
        ("-", 10),
        ("*", 11),
        ("/", 11),
        ("%", 11),
    ];

    private static readonly (string Symbol, int Precedence)[] _comparisons =
    [
        ("==", 7),
        ("!=", 7),
        ("<", 8),
        ("<=", 8),
        (">", 8),
        (">=", 8),
    ];

    private static readonly (string Symbol, int Precedence)[] _logical =
    [
        ("=>", Implication),
        ("||", 2),
        ("or", 2),
        ("&&", 3),
        ("and", 3),
    ];

    private static readonly (string Text, long Value)[] _numbers =
    [
        ("0", 0),
        ("1", 1),
        ("2", 2),
        ("0x11", 17),
        ("1_000", 1000),
        ("count0", 3),
        ("count1", 1),
        ("count2", 2),
        ("zero", 0),
        ("stage.next_row", 7),
    ];

    private static readonly (string Text, bool Value)[] _truths =
    [
        ("at(cpu0, row)", true),
        ("at(cpu1,row)", false),
        ("finished(cpu0)", false),
        ("finished( cpu1 )", true),
    ];

    private readonly Random _random;

    public RandomExpression(int seed) => _random = new Random(seed);

    /// <summary>A truth. Its value is <c>null</c> when the expression has none, e.g. as it divides by zero.</summary>
    public (string Text, int Precedence, bool? Value) Truth(int depth)
    {
        switch (depth == 0 ? 0 : _random.Next(8))
        {
            case 0:
                (string text, bool known) = Any(_truths);
                return (text, Operand, known);
            case 1:
                var denied = Truth(depth - 1);
                return (Any(["!", "not "]) + Within(denied.Text, denied.Precedence, Unary), Unary, !denied.Value);
            case 2:
                var (sameness, precedence) = _comparisons[_random.Next(2)];
                var first = Truth(depth - 1);
                var second = Truth(depth - 1);
                return (
                    Join(first.Text, first.Precedence, sameness, precedence, second.Text, second.Precedence),
                    precedence,
                    first.Value is null || second.Value is null
                        ? null
                        : first.Value == second.Value == (sameness == "==")
                );
            case < 6:
                return Comparison(depth);
            default:
                return Logical(depth);
        }
    }

    private (string Text, int Precedence, bool? Value) Comparison(int depth)
    {
        var (symbol, precedence) = Any(_comparisons);
        var left = Number(depth - 1);
        var right = Number(depth - 1);
        bool? value =
            left.Value is null || right.Value is null
                ? null
                : symbol switch
                {
                    "==" => left.Value == right.Value,
                    "!=" => left.Value != right.Value,
                    "<" => left.Value < right.Value,
                    "<=" => left.Value <= right.Value,
                    ">" => left.Value > right.Value,
                    _ => left.Value >= right.Value,
                };
        return (Join(left.Text, left.Precedence, symbol, precedence, right.Text, right.Precedence), precedence, value);
    }

    private (string Text, int Precedence, bool? Value) Logical(int depth)
    {
        var (symbol, precedence) = Any(_logical);
        var left = Truth(depth - 1);
        var right = Truth(depth - 1);
        bool? value = (symbol, left.Value) switch
        {
            (_, null) => null,
            ("&&" or "and", true) => right.Value,
            ("&&" or "and", false) => false,
            ("||" or "or", true) => true,
            ("||" or "or", false) => right.Value,
            (_, true) => right.Value,
            (_, false) => true,
        };
        return (Join(left.Text, left.Precedence, symbol, precedence, right.Text, right.Precedence), precedence, value);
    }

    private (string Text, int Precedence, BigInteger? Value) Number(int depth)
    {
        switch (depth == 0 ? 0 : _random.Next(6))
        {
            case 0:
                return Leaf();
            case 1:
                bool negates = _random.Next(2) == 0;
                var operand = Number(depth - 1);
                string text = Within(operand.Text, operand.Precedence, Unary);
                return negates ? ("-" + text, Unary, Cut(-operand.Value)) : ("~" + text, Unary, -operand.Value - 1);
            default:
                var (symbol, precedence) = Any(_arithmetic);
                var left = Number(depth - 1);
                var right = Number(depth - 1);
                var value =
                    left.Value is { } first && right.Value is { } second ? Cut(Compute(first, symbol, second)) : null;
                return (
                    Join(left.Text, left.Precedence, symbol, precedence, right.Text, right.Precedence),
                    precedence,
                    value
                );
        }
    }

    private (string Text, int Precedence, BigInteger? Value) Leaf()
    {
        switch (_random.Next(8))
        {
            case 0:
                return ("huge", Operand, ulong.MaxValue);
            case 1:
                return ("[0xb8000:8]", Operand, 0x8877_6655_4433_2211);
            default:
                (string text, long value) = Any(_numbers);
                return (text, Operand, value);
        }
    }

    private static BigInteger? Compute(BigInteger left, string symbol, BigInteger right) =>
        symbol switch
        {
            "|" => left | right,
            "^" => left ^ right,
            "&" => left & right,
            "<<" => right >= 0 && right < 128 ? left << (int)right : null,
            ">>" => right >= 0 && right < 128 ? left >> (int)right : null,
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => right.IsZero ? null : BigInteger.Divide(left, right),
            _ => right.IsZero ? null : BigInteger.Remainder(left, right),
        };

    private static BigInteger? Cut(BigInteger? value) => value >= -_limit && value < _limit ? value : null;

    private string Join(
        string left,
        int leftPrecedence,
        string symbol,
        int precedence,
        string right,
        int rightPrecedence
    )
    {
        bool fromTheRight = precedence == Implication;
        string first = Within(left, leftPrecedence, fromTheRight ? precedence + 1 : precedence);
        string second = Within(right, rightPrecedence, fromTheRight ? precedence : precedence + 1);
        string space = char.IsAsciiLetter(symbol[0]) ? " " : Any(["", " ", "\n "]);
        return first + space + symbol + space + second;
    }

    /// <summary>In parentheses where they are needed, and sometimes where not.</summary>
    private string Within(string text, int precedence, int weakest) =>
        precedence < weakest || _random.Next(8) == 0 ? $"({text})" : text;

    private T Any<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
