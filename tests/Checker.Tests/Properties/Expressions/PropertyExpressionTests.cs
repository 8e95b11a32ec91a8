using Checker.Properties.Expressions;
using Model.Objects;
using Model.Systems;

namespace Checker.Tests.Properties.Expressions;

/// <summary>What expressions mean. In the one state of <see cref="FakeStates"/> each text is true.</summary>
public sealed class PropertyExpressionTests
{
    [Theory]
    [InlineData("10 == 0xa")]
    [InlineData("0XfF == 255")]
    [InlineData("1_000_000 == 0xf_4240")]
    [InlineData("010 == 10")]
    [InlineData("0x7fff_ffff_ffff_ffff_ffff_ffff_ffff_ffff == 170141183460469231731687303715884105727")]
    [InlineData("count1 == 1")]
    [InlineData("stage.next_row == 7")]
    [InlineData("[0xb8000] == 0x44332211")]
    [InlineData("[0xb8000:8] == 0x8877665544332211")]
    [InlineData("[753664:2] == 0x2211")]
    [InlineData("[0xb8007:1] == 0x88")]
    [InlineData("at(cpu0, row)")]
    [InlineData("!at ( cpu1 , row )")]
    [InlineData("finished(cpu1)")]
    [InlineData("not finished(cpu0)")]
    [InlineData("at(cpu0, row) => count1 + count2 == count0")]
    [InlineData("\tcount1\n==\r\n1 ")]
    public void OperandsHaveTheirValues(string text) => Assert.True(Evaluate(text));

    [Theory]
    [InlineData("-1 + 2 == 1")]
    [InlineData("~0 == -1")]
    [InlineData("- -1 == 1")]
    [InlineData("-~0 == 1")]
    [InlineData("2 + 3 * 4 == 14")]
    [InlineData("20 / 5 * 2 == 8")]
    [InlineData("17 % 7 * 2 == 6")]
    [InlineData("10 - 3 - 2 == 5")]
    [InlineData("10 - 3 + 2 == 9")]
    [InlineData("1 << 1 + 2 == 8")]
    [InlineData("64 >> 2 << 1 == 32")]
    [InlineData("1 << 2 > 3")]
    [InlineData("1 < 2 == 3 >= 3")]
    [InlineData("1 <= 2 != 3 > 4")]
    [InlineData("(6 & 3) == 2")]
    [InlineData("(1 ^ 3 & 2) == 3")]
    [InlineData("(1 | 3 ^ 3) == 1")]
    [InlineData("(2 | 1 << 2) == 6")]
    [InlineData("1 == 1 == (2 == 2)")]
    [InlineData("!finished(cpu0) == finished(cpu1)")]
    [InlineData("1 == 2 && 1 == 2 || 1 == 1")]
    [InlineData("1 == 1 or 1 == 2 and 1 == 2")]
    [InlineData("1 == 2 => 1 == 2 && 1 == 1")]
    [InlineData("1 == 2 => 1 == 1 => 1 == 2")]
    [InlineData("!((1 == 2 => 1 == 1) => 1 == 2)")]
    [InlineData("1 == 2 || 1 == 2 => 1 == 2")]
    public void OperatorsBindAsDocumented(string text) => Assert.True(Evaluate(text));

    [Theory]
    [InlineData("huge + 1 == 0x1_0000_0000_0000_0000")]
    [InlineData("huge * (huge >> 1) == (0xffff_ffff_ffff_fffd << 63) + 1")]
    [InlineData("count1 - count0 == -2")]
    [InlineData("count1 - count0 < 0")]
    [InlineData("-7 / 2 == -3")]
    [InlineData("-7 % 2 == -1")]
    [InlineData("-7 >> 1 == -4")]
    [InlineData("-1 << 127 == -0x7fffffffffffffffffffffffffffffff - 1")]
    [InlineData("(-1 << 127) % -1 == 0")]
    public void NumbersDoNotWrap(string text) => Assert.True(Evaluate(text));

    [Theory]
    [InlineData("count0 == 0 && count1 == 1", "count0")]
    [InlineData("count0 == 3 && count1 == 1", "count0 count1")]
    [InlineData("count0 == 3 || count1 == 1", "count0")]
    [InlineData("count0 == 0 || count1 == 1", "count0 count1")]
    [InlineData("at(cpu1, row) => count1 == 1", "cpu1")]
    [InlineData("at(cpu0, row) => count1 == 1", "cpu0 count1")]
    [InlineData("finished(cpu0) and 1 / zero == 1 => 1 / zero == 1", "cpu0")]
    public void OnlyWhatIsNeededIsLookedAt(string text, string looks)
    {
        var states = new FakeStates();
        Parse(text).Evaluate(states);
        Assert.Equal(looks, string.Join(' ', states.Looks));
    }

    [Theory]
    [InlineData("at(cpu0, row) => 1 == 2", true)]
    [InlineData("at(cpu1, row) => 1 == 2", false)]
    [InlineData("(at(cpu0, row) => 1 == 2)", true)]
    [InlineData("at(cpu0, row) => finished(cpu0) => 1 == 2", false)]
    [InlineData("at(cpu0, row) => finished(cpu1) => 1 == 2", true)]
    [InlineData("(finished(cpu0) => 1 == 2) => 1 == 2", true)]
    public void AnImplicationHasAnAntecedent(string text, bool expected) =>
        Assert.Equal(expected, Parse(text).Antecedent!(new FakeStates()));

    [Theory]
    [InlineData("count1 == 1")]
    [InlineData("!(count1 == 1 => count2 == 2)")]
    [InlineData("(count1 == 1 => count2 == 2) && count0 == 3")]
    public void OtherExpressionsHaveNone(string text) => Assert.Null(Parse(text).Antecedent);

    [Fact]
    public void TheTextIsKeptAsWritten() => Assert.Equal(" count1  ==1 ", Parse(" count1  ==1 ").Text);

    [Fact]
    public void EvaluationAllocatesNothing()
    {
        var states = new FakeStates(remembers: false);
        var expression = Parse(
            "!(count0 * 3 - -1 < 2) && ~count1 != [0xb8000:8] => (huge >> 3 | 1) % 7 >= 0"
        );
        Assert.True(expression.Evaluate(states));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            expression.Evaluate(states);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void NamesThatAModelObservesAreKnown()
    {
        var model = new SystemModel("small").Observe(new Word("at", 1), new Word("finished", 2));
        Assert.True(PropertyExpression.Parse("at + 1 == finished", model.Names).Evaluate(new FakeStates()));
    }

    private static PropertyExpression Parse(string text) => PropertyExpression.Parse(text, new FakeNames());

    private static bool Evaluate(string text) => Parse(text).Evaluate(new FakeStates());
}
