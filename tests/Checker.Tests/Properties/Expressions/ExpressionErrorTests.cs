using System.Runtime.ExceptionServices;
using Checker.Properties.Expressions;

namespace Checker.Tests.Properties.Expressions;

/// <summary>
/// The wording of every error. Each report holds the expression that it is about, on its second line.
/// </summary>
public sealed class ExpressionErrorTests
{
    public static TheoryData<string> ParseReports => ReportsOf("parse-errors.txt");

    public static TheoryData<string> EvaluationReports => ReportsOf("evaluation-errors.txt");

    [Theory]
    [MemberData(nameof(ParseReports))]
    public void ParsingTellsTheFault(string report) =>
        Assert.Equal(report, Assert.Throws<ExpressionException>(() => Parse(TextIn(report))).Report());

    [Theory]
    [MemberData(nameof(EvaluationReports))]
    public void EvaluationTellsTheFault(string report)
    {
        var expression = Parse(TextIn(report));
        Assert.Equal(report, Assert.Throws<ExpressionException>(() => expression.Evaluate(new FakeStates())).Report());
    }

    [Fact]
    public void TheExceptionCarriesTheParts()
    {
        var fault = Assert.Throws<ExpressionException>(() => Parse("count0 == cuont1"));
        Assert.Equal("count0 == cuont1", fault.Text);
        Assert.Equal(11, fault.Column);
        Assert.Equal("expected a name of the model, found cuont1", fault.Message);
        Assert.Equal("did you mean count1?", fault.Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public void NothingIsNoExpression(string text)
    {
        var fault = Assert.Throws<ExpressionException>(() => Parse(text));
        Assert.Equal("expected a value, found the end", fault.Message);
        Assert.Equal(text.Length + 1, fault.Column);
    }

    [Fact]
    public void LineBreaksAndControlsDoNotMoveTheCaret() =>
        Assert.Equal(
            "column 12: expected a value, found U+001B\n    count0 ==   \n               ^",
            Assert.Throws<ExpressionException>(() => Parse("count0\n==\t\t\u001b")).Report()
        );

    [Fact]
    public void OfALongTextOnlyThePartAroundTheFaultIsShown()
    {
        string many = string.Concat(Enumerable.Repeat("count1 + ", 50));
        string[] lines = Assert
            .Throws<ExpressionException>(() => Parse(many + "count9 + " + many + "1 == 1"))
            .Report()
            .Split('\n');
        Assert.Equal(
            [
                "column 451: expected a name of the model, found count9; did you mean count0?",
                "    ..." + many[^60..] + "count9 + " + many[..51] + "...",
                new string(' ', 4 + 3 + 60) + "^",
            ],
            lines
        );
    }

    [Theory]
    [InlineData("(")]
    [InlineData("!")]
    [InlineData("-")]
    [InlineData("not ")]
    [InlineData("1 == 1 => ")]
    public void NestingIsLimited(string opening)
    {
        string text = string.Concat(Enumerable.Repeat(opening, 100_000)) + "1";
        var fault = Assert.Throws<ExpressionException>(() => Parse(text));
        Assert.Equal("expected at most 200 levels of nesting, found more", fault.Message);
    }

    [Theory]
    [InlineData("1 + ", "1 == 1", (1000 * 4) + 3)]
    [InlineData("1 == 1 && ", "1 == 1", (999 * 10) + 8)]
    public void ChainsAreLimited(string link, string last, int column)
    {
        string text = string.Concat(Enumerable.Repeat(link, 100_000)) + last;
        var fault = Assert.Throws<ExpressionException>(() => Parse(text));
        Assert.Equal("expected at most 1000 operators in a row, found more", fault.Message);
        Assert.Equal(column, fault.Column);
    }

    [Fact]
    public void TheDeepestAcceptedExpressionFitsASmallStack()
    {
        string nested = string.Concat(
            Enumerable.Repeat("1 == 2 || 1 == 1 && 1 | 1 ^ 1 & 1 << 1 + 1 * (", Parser.DeepestNesting)
        );
        var fault = Assert.Throws<ExpressionException>(() => OnSmallStack(() => Parse(nested + "1")));
        Assert.Equal("expected ), found the end", fault.Message);

        string chain =
            string.Concat(Enumerable.Repeat("1 + ", TermBuilder.GreatestHeight - 1))
            + "1 == "
            + TermBuilder.GreatestHeight;
        Assert.True(OnSmallStack(() => Parse(chain).Evaluate(new FakeStates())));
    }

    private static T OnSmallStack<T>(Func<T> run)
    {
        T result = default!;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = run();
                }
                catch (ExpressionException fault)
                {
                    thrown = ExceptionDispatchInfo.Capture(fault);
                }
            },
            maxStackSize: 1 << 20
        );
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return result;
    }

    private static TheoryData<string> ReportsOf(string file)
    {
        string all = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Properties", "Expressions", file));
        return [.. all.TrimEnd('\n').Split("\n\n")];
    }

    private static string TextIn(string report) => report.Split('\n')[1][4..];

    private static PropertyExpression Parse(string text) => PropertyExpression.Parse(text, new FakeNames());
}
