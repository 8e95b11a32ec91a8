using System.Text;
using Checker.Properties.Expressions;

namespace Checker.Tests.Properties.Expressions;

/// <summary>Random input, always the same: correct expressions against plain arithmetic, and nonsense.</summary>
public sealed class RandomExpressionTests
{
    private static readonly string[] _parts =
    [
        "count0",
        "count9",
        "cpu0",
        "row",
        "at",
        "finished",
        "at(cpu0, row)",
        "and",
        "or",
        "not",
        "0",
        "1",
        "0x",
        "0xb8000",
        "1_",
        "12ab",
        "99999999999999999999999999999999999999999",
        "[0xb8000]",
        "[0xb8000:8]",
        "!",
        "~",
        "-",
        "+",
        "*",
        "/",
        "%",
        "<",
        ">",
        "&",
        "^",
        "|",
        "(",
        ")",
        "[",
        "]",
        ":",
        ",",
        "=",
        "<<",
        ">>",
        "<=",
        ">=",
        "==",
        "!=",
        "&&",
        "||",
        "=>",
        " ",
        "\n",
        "?",
        "é",
        "\ud83d",
    ];

    [Fact]
    public void ValuesEqualThoseOfPlainArithmetic()
    {
        var random = new RandomExpression(seed: 216867);
        var states = new FakeStates(remembers: false);
        int values = 0;
        for (int i = 0; i < 20_000; i++)
        {
            var (text, _, expected) = random.Truth(depth: 5);
            var expression = PropertyExpression.Parse(text, new FakeNames());
            if (expected is bool value)
            {
                values++;
                Assert.True(value == expression.Evaluate(states), text);
            }
            else
            {
                Assert.Throws<ExpressionException>(() => expression.Evaluate(states));
            }
        }

        Assert.InRange(values, 10_000, 19_900);
    }

    [Fact]
    public void NonsenseIsRefusedWithAReport()
    {
        var random = new Random(Seed: 216867);
        int refused = 0;
        for (int i = 0; i < 100_000; i++)
        {
            refused += IsRefused(i % 2 == 0 ? Parts(random) : Characters(random)) ? 1 : 0;
        }

        Assert.InRange(refused, 90_000, 99_990);
    }

    private static bool IsRefused(string text)
    {
        try
        {
            PropertyExpression.Parse(text, new FakeNames()).Evaluate(new FakeStates());
            return false;
        }
        catch (ExpressionException fault)
        {
            Assert.InRange(fault.Column, 1, text.Length + 1);
            Assert.StartsWith("expected ", fault.Message, StringComparison.Ordinal);
            Assert.Contains(", found ", fault.Message, StringComparison.Ordinal);
            Assert.Equal(3, fault.Report().Split('\n').Length);
            return true;
        }
    }

    private static string Parts(Random random)
    {
        var text = new StringBuilder();
        for (int left = random.Next(12); left > 0; left--)
        {
            text.Append(_parts[random.Next(_parts.Length)]);
        }

        return text.ToString();
    }

    private static string Characters(Random random)
    {
        var text = new StringBuilder();
        for (int left = random.Next(20); left > 0; left--)
        {
            text.Append((char)random.Next(random.Next(2) == 0 ? 128 : 65536));
        }

        return text.ToString();
    }
}
