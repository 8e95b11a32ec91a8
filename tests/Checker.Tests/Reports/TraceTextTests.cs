using Checker.Reports;
using Checker.Tests.Golden;
using Checker.Tests.Scenarios;
using Checker.Traces;

namespace Checker.Tests.Reports;

public sealed class TraceTextTests
{
    [Theory]
    [InlineData("invariant", 80)]
    [InlineData("invariant", 120)]
    [InlineData("stuck", 160)]
    public void One_column_a_process(string kind, int width) =>
        GoldenFile.Verify($"trace-{kind}-{width}.txt", TraceText.Of(Found.Trace(Found.Token("split"), kind), width));

    [Fact]
    public void A_deadlock_says_what_each_process_waits_at() =>
        GoldenFile.Verify("trace-deadlock.txt", TraceText.Of(Found.Trace(Found.Kinds("deadlock"), "deadlock")));

    [Fact]
    public void An_assertion_says_who_failed() =>
        GoldenFile.Verify("trace-assertion.txt", TraceText.Of(Found.Trace(Found.Kinds("assertion"), "assertion")));

    [Fact]
    public void Spin_repeats_are_folded_and_said() =>
        GoldenFile.Verify("trace-spinning.txt", TraceText.Of(Told.Spinning(), 80));

    [Fact]
    public void Too_many_processes_for_columns_make_a_list() =>
        GoldenFile.Verify("trace-crowd.txt", TraceText.Of(Told.Crowd(7), 80));

    [Fact]
    public void A_property_that_fails_at_once_has_no_table() =>
        GoldenFile.Verify("trace-empty.txt", TraceText.Of(Told.Crowd(2) with { Steps = [] }));

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    [InlineData(500)]
    public void Lines_fit(int width)
    {
        Trace[] traces = [Told.Crowd(3), Told.Crowd(9), Told.Spinning(), Found.Trace(Found.Token("split"), "stuck")];
        Assert.All(
            traces.SelectMany(trace => TraceText.Of(trace, width).Split('\n')),
            line => Assert.True(line.Length <= Math.Min(width, 160), line)
        );
    }

    [Fact]
    public void Folding_loses_no_step()
    {
        var trace = Told.Spinning();

        var parts = SpinFolding.Fold(trace.Steps);

        Assert.Equal([1, 2, 3, 0, 22, 0, 27], parts.Select(part => part.Step?.Number ?? 0));
        Assert.Equal(
            ["... cpu1 repeats steps 2-3 9 times more", "... cpu0 repeats step 22 4 times more"],
            parts.Select(part => part.Repeats).Where(line => line.Length > 0)
        );
    }
}
