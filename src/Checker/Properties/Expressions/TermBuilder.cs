using Model.Steps;

namespace Checker.Properties.Expressions;

/// <summary>Joins terms by operators: checks their kinds and compiles what they compute.</summary>
internal sealed class TermBuilder
{
    /// <summary>The longest chain of operators; each costs stack in evaluation.</summary>
    public const int GreatestHeight = 1000;

    private const int LongestQuoted = 40;

    private readonly string _text;

    public TermBuilder(string text) => _text = text;

    public TruthTerm Not(Token sign, Term operand)
    {
        var value = Truth(operand, quoteInParentheses: true).Value;
        return new TruthTerm(sign.Start, operand.End, states => !value(states)) { Height = HeightOver(sign, operand) };
    }

    public NumberTerm Complement(Token sign, Term operand)
    {
        var value = Number(operand, "use ! for the opposite of a truth").Value;
        return new NumberTerm(sign.Start, operand.End, states => ~value(states)) { Height = HeightOver(sign, operand) };
    }

    public NumberTerm Negate(Token sign, Term operand)
    {
        var value = Number(operand, hint: null).Value;
        var negated = Guarded(sign, states => Arithmetic.Negate(value(states)));
        return new NumberTerm(sign.Start, operand.End, negated) { Height = HeightOver(sign, operand) };
    }

    public Term Binary(Term left, Token sign, BinaryOperator joining, Term right) =>
        joining switch
        {
            LogicalOperator logical => Logical(left, sign, logical, right),
            ComparisonOperator comparison => Comparison(left, sign, comparison, right),
            ArithmeticOperator arithmetic => Arithmetical(left, sign, arithmetic, right),
            _ => throw new ArgumentOutOfRangeException(nameof(joining), joining, "An operator of no family."),
        };

    /// <summary>The term as a truth.</summary>
    /// <param name="term">Any term.</param>
    /// <param name="quoteInParentheses">Whether the comparison that the hint proposes must stand in
    /// parentheses.</param>
    /// <exception cref="ExpressionException">It is a number.</exception>
    public TruthTerm Truth(Term term, bool quoteInParentheses = false) =>
        term as TruthTerm
        ?? throw Fault(term.Start, "expected a truth, found a number", HowToCompare(term, quoteInParentheses));

    private NumberTerm Number(Term term, string? hint) =>
        term as NumberTerm ?? throw Fault(term.Start, "expected a number, found a truth", hint);

    private TruthTerm Logical(Term left, Token sign, LogicalOperator logical, Term right)
    {
        var first = Truth(left);
        var second = Truth(right);
        return new TruthTerm(left.Start, right.End, logical.Join(first.Value, second.Value))
        {
            Height = HeightOver(sign, left, right),
            Operator = logical,
            Antecedent = logical == BinaryOperators.Implication ? AntecedentOf(first, second) : null,
        };
    }

    private static Func<StateView, bool> AntecedentOf(TruthTerm left, TruthTerm right) =>
        // a => b => c says the same as a && b => c, and tests nothing in the same states.
        right.Antecedent
            is null
            ? left.Value
            : BinaryOperators.Conjunction.Join(left.Value, right.Antecedent);

    private TruthTerm Comparison(Term left, Token sign, ComparisonOperator comparison, Term right)
    {
        if ((IsComparison(left) && right is NumberTerm) || (left is NumberTerm && IsComparison(right)))
        {
            throw Fault(sign.Start, "expected one comparison, found a second", "join them, e.g. a < b && b < c");
        }

        Func<StateView, bool> value;
        if (comparison.ApplyToTruths is { } applyToTruths && left is TruthTerm firstTruth)
        {
            var first = firstTruth.Value;
            var second = Truth(right, quoteInParentheses: true).Value;
            value = states => applyToTruths(first(states), second(states));
        }
        else
        {
            var first = Number(left, hint: null).Value;
            var second = Number(right, hint: null).Value;
            var apply = comparison.Apply;
            value = states => apply(first(states), second(states));
        }

        return new TruthTerm(left.Start, right.End, value)
        {
            Height = HeightOver(sign, left, right),
            Operator = comparison,
        };
    }

    private NumberTerm Arithmetical(Term left, Token sign, ArithmeticOperator arithmetic, Term right)
    {
        string? hint = HowToJoinTruths(left, arithmetic, right);
        var first = Number(left, hint).Value;
        var second = Number(right, hint).Value;
        var apply = arithmetic.Apply;
        var value = Guarded(sign, states => apply(first(states), second(states)));
        return new NumberTerm(left.Start, right.End, value)
        {
            Height = HeightOver(sign, left, right),
            Operator = arithmetic,
        };
    }

    private Func<StateView, Int128> Guarded(Token sign, Func<StateView, Int128> compute) =>
        states =>
        {
            try
            {
                return compute(states);
            }
            catch (ArithmeticException fault)
            {
                string message =
                    fault is OverflowException
                        ? "expected a number of at most 128 bits, found a larger one"
                        : fault.Message;
                throw Fault(sign.Start, message, "rule such states out first with && or =>");
            }
        };

    private static bool IsComparison(Term term) => term.Operator is ComparisonOperator;

    private string HowToCompare(Term number, bool inParentheses)
    {
        string quoted = _text[number.Start..number.End];
        if (quoted.Length > LongestQuoted)
        {
            return "compare it with another number";
        }

        string operand = number.Operator is { Symbol: "&" or "^" or "|" } ? $"({quoted})" : quoted;
        return inParentheses ? $"compare it, e.g. ({operand} != 0)" : $"compare it, e.g. {operand} != 0";
    }

    private static string? HowToJoinTruths(Term left, ArithmeticOperator arithmetic, Term right)
    {
        string? logical = arithmetic.Symbol switch
        {
            "&" => "&&",
            "|" => "||",
            "^" => "!=",
            _ => null,
        };
        if (logical is null)
        {
            return null;
        }

        if (left is TruthTerm && right is TruthTerm)
        {
            return $"use {logical} between truths";
        }

        var tighter =
            IsComparison(left) ? left.Operator
            : IsComparison(right) ? right.Operator
            : null;
        return tighter is null
            ? null
            : $"{tighter.Symbol} binds tighter than {arithmetic.Symbol}: put the {arithmetic.Symbol} in parentheses";
    }

    private int HeightOver(Token sign, params ReadOnlySpan<Term> parts)
    {
        int height = 0;
        foreach (var part in parts)
        {
            height = Math.Max(height, part.Height);
        }

        return height < GreatestHeight
            ? height + 1
            : throw Fault(
                sign.Start,
                $"expected at most {GreatestHeight} operators in a row, found more",
                "split the property"
            );
    }

    private ExpressionException Fault(int start, string message, string? hint) => new(_text, start + 1, message, hint);
}
