namespace Checker.Tests.Traces;

public sealed class DriftTests
{
    // The trace: producer stores given, cpu1 loads the cell, producer stores the cell, cpu1 stores the cell.
    [Theory]
    [InlineData("trace.steps.1.number", "7", "at step 2, field number", "7", "2")]
    [InlineData(
        "trace.steps.1.process",
        "\"cpu9\"",
        "at step 2, field process",
        "cpu9",
        "the model has no such process"
    )]
    [InlineData("trace.steps.1.process", "\"producer\"", "at step 2, field outcome", "", "")]
    [InlineData("trace.steps.1.outcome", "1", "at step 2, field outcome", "1", "only 0..0 can happen")]
    [InlineData("trace.steps.1.outcome", "-1", "at step 2, field outcome", "-1", "only 0..0 can happen")]
    [InlineData("trace.steps.1.kind", "\"store\"", "at step 2, field kind", "store", "load")]
    [InlineData("trace.steps.1.objects", "[\"given\"]", "at step 2, field objects", "given", "cell")]
    [InlineData("trace.steps.0.operand", "\"2\"", "at step 1, field operand", "2", "1")]
    [InlineData("trace.steps.1.response", "\"1\"", "at step 2, field response", "1", "0")]
    [InlineData("trace.steps.1.routine", "\"\"", "at step 2, field routine", "(empty)", "emulate_read")]
    [InlineData("trace.steps.1.address", "\"0x201\"", "at step 2, field address", "0x201", "0x200")]
    [InlineData("trace.steps.1.address", "null", "at step 2, field address", "(empty)", "0x200")]
    [InlineData("trace.steps.1.text", "\"nop\"", "at step 2, field text", "nop", "xchg [cell],eax")]
    [InlineData("trace.steps.3.changes", "[]", "at step 4, field changes", "(empty)", "cell: 0x41 -> 0")]
    [InlineData(
        "trace.steps.3.changes.0.before",
        "\"1\"",
        "at step 4, field changes",
        "cell: 1 -> 0",
        "cell: 0x41 -> 0"
    )]
    [InlineData("trace.steps.3.notes", "[\"hello\"]", "at step 4, field notes", "hello", "(empty)")]
    [InlineData(
        "trace.processes.0",
        "\"cpu0\"",
        "in the trace, field processes",
        "cpu0, cpu1, cpu2",
        "producer, cpu1, cpu2"
    )]
    [InlineData(
        "trace.kind",
        "\"invariant\"",
        "in the trace, field property",
        "invariant: finished(producer)",
        "it does not fail so after the last step"
    )]
    [InlineData(
        "trace.property",
        "\"other\"",
        "in the trace, field property",
        "stuck: other",
        "it does not fail so after the last step"
    )]
    [InlineData("trace.endings.0.process", "\"cpu1\"", "in the trace, field endings[0].process", "cpu1", "producer")]
    [InlineData("trace.endings.0.activity", "\"ready\"", "in the trace, field endings[0].activity", "ready", "looping")]
    [InlineData("trace.endings.1.details", "[]", "in the trace, field endings[1].details", "(empty)", null)]
    [InlineData("trace.endings", "[]", "in the trace, field endings[0].process", "(none)", "producer")]
    public void An_edited_field_is_named(string path, string value, string place, string recorded, string? actual)
    {
        var (code, output, error) = EditedTrace.Replay(path, value);

        Assert.Equal((1, ""), (code, error));
        string[] lines = output.Split('\n');
        if (recorded.Length > 0)
        {
            Assert.Equal($"drift {place}", lines[1]);
            Assert.Equal($"  recorded: {recorded}", lines[2]);
            Assert.Equal(actual is null ? lines[3] : $"  actual:   {actual}", lines[3]);
        }
        else
        {
            // Another process can step as well, and does something else.
            Assert.StartsWith("drift at step 2, field ", lines[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_kind_that_is_another_one_is_named()
    {
        var (code, output, _) = EditedTrace.Replay("trace.kind", "\"deadlock\"", "kinds", "--set", "kind=assertion");

        Assert.Equal(1, code);
        Assert.Equal(
            "kinds on plain (kind=assertion)\ndrift in the trace, field kind\n  recorded: deadlock\n  actual:   "
                + "assertion\n",
            output
        );
    }

    [Theory]
    [InlineData("subject.parameters.tokens", "\"2\"")]
    [InlineData("subject.invariants", "[\"given < 9\"]")]
    [InlineData("fingerprint", "\"00\"")]
    public void A_trace_of_another_model_is_bad_input(string path, string value)
    {
        var (code, output, error) = EditedTrace.Replay(path, value);

        Assert.Equal((2, ""), (code, output));
        Assert.Equal(
            "checker: trace.json: the trace is of another model: its fingerprint differs; make the trace again with "
                + "this checker\n",
            error
        );
    }

    [Theory]
    [InlineData("subject.scenario", "\"tokens\"", "there is no scenario 'tokens'; did you mean token?")]
    [InlineData("subject.platform", "\"spilt\"", "there is no platform 'spilt'; did you mean split?")]
    [InlineData("subject.parameters.tokens", "\"99\"", "tokens cannot be '99'; expected a number in 1..4")]
    [InlineData(
        "format",
        "99",
        "the trace has format version 99; this checker reads versions 1 to 2; make the trace again with this checker"
    )]
    public void What_the_trace_names_must_be_there(string path, string value, string message)
    {
        var (code, output, error) = EditedTrace.Replay(path, value);

        Assert.Equal((2, "", $"checker: trace.json: {message}\n"), (code, output, error));
    }
}
