using System.Text;
using Checker.Targets;
using Checker.Tests.Golden;
using Checker.Tests.Scenarios;
using Checker.Traces;
using Model.Input;

namespace Checker.Tests.Traces;

public sealed class TraceReaderTests
{
    private static string Saved()
    {
        var model = Found.Token("split");
        var subject = new TraceSubject(
            "token",
            "split",
            new SortedDictionary<string, string> { ["tokens"] = "1", ["write"] = "always" },
            [],
            [],
            null
        );
        return TraceWriter.Text(new TraceFile(1, subject, Fingerprint.Of(model, subject), Found.Trace(model, "stuck")));
    }

    [Fact]
    public void The_format_is_fixed() => GoldenFile.Verify("trace-file.txt", Saved());

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        string text = Saved();

        Assert.Equal(text, TraceWriter.Text(TraceReader.Parse(Encoding.UTF8.GetBytes(text), "a.json")));
    }

    [Theory]
    [InlineData("", "a.json:1:1: not a trace: The input does not contain any JSON tokens")]
    [InlineData("null", "a.json: not a trace: expected an object")]
    [InlineData("[]", "a.json:1:2: not a trace: the file must be an object")]
    [InlineData(
        "{\"format\": 1,\n  }",
        "a.json:2:3: not a trace: The JSON object contains a trailing comma at the end which is not supported in "
            + "this mode"
    )]
    [InlineData("{\"format\": \"1\"}", "a.json:1:15: not a trace: format must be a whole number")]
    [InlineData("{}", "a.json:1:3: not a trace: the file lacks 'format'")]
    [InlineData("{\"format\": 1}", "a.json:1:14: not a trace: the file lacks 'subject', 'fingerprint', 'trace'")]
    public void A_malformed_file_says_where(string text, string line) => Assert.Equal(line, Error(text));

    [Theory]
    [InlineData(
        "\"outcome\": 0",
        "\"outcome\": \"x\"",
        "a.json:27:23: not a trace: trace.steps[0].outcome must be a whole number"
    )]
    [InlineData(
        "\"kind\": \"stuck\"",
        "\"kind\": \"sad\"",
        "a.json:16:18: not a trace: trace.kind must be one of invariant, deadlock, stuck, assertion, refinement, none"
    )]
    [InlineData(
        "\"activity\": \"looping\"",
        "\"activity\": 3",
        "a.json:110:22: not a trace: trace.endings[0].activity must be one of finished, failed, blocked, ready, looping"
    )]
    [InlineData(
        "\"address\": \"0x200\"",
        "\"address\": \"200\"",
        "a.json:61:8: not a trace: trace.steps[1].address must be an address such as \"0xb8000\""
    )]
    [InlineData(
        "\"objects\": [",
        "\"objects\": 7, \"x\": [",
        "a.json:29:21: not a trace: trace.steps[0].objects must be a list"
    )]
    [InlineData("\"number\": 1,", "", "a.json:45:8: not a trace: trace.steps[0] lacks 'number'")]
    [InlineData(
        "\"number\": 1,",
        "\"number\": 1, \"nmber\": 1,",
        "a.json:25:30: not a trace: 'nmber' is not a field here"
    )]
    [InlineData(
        "\"number\": 1,",
        "\"number\": 1, \"number\": 1,",
        "a.json:25:31: not a trace: 'number' is given twice"
    )]
    [InlineData("\"notes\": []", "\"notes\": [null]", "a.json: not a trace: a list holds null")]
    [InlineData(
        "\"operand\": \"1\"",
        "\"operand\": null",
        "a.json:32:24: not a trace: trace.steps[0].operand must have a value"
    )]
    public void A_wrong_field_says_where(string before, string after, string line)
    {
        string text = Saved();
        int at = text.IndexOf(before, StringComparison.Ordinal);

        Assert.Equal(line, Error(text[..at] + after + text[(at + before.Length)..]));
    }

    [Fact]
    public void Any_cut_is_reported_in_one_line()
    {
        string text = Saved();
        for (int length = 0; length < text.Length - 2; length += 7)
        {
            string line = Error(text[..length]);
            Assert.StartsWith("a.json:", line, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line);
        }
    }

    private static string Error(string text) =>
        ErrorText.Line(Assert.Throws<InputException>(() => TraceReader.Parse(Encoding.UTF8.GetBytes(text), "a.json")));
}
