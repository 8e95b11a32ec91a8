using Checker.Exploration;
using Checker.Reports;

namespace Checker.Tests.Reports;

public sealed class ProgressReportTests
{
    private static string Shown(bool isTerminal, params double[] seconds)
    {
        var output = new StringWriter { NewLine = "\n" };
        var report = new ProgressReport(output, isTerminal);
        foreach (double at in seconds)
        {
            report.Show(
                new Progress(1_234_567, (long)(2_000_000 * at), 31, 12_345, 64 << 20, TimeSpan.FromSeconds(at))
            );
        }

        report.End();
        return output.ToString();
    }

    [Fact]
    public void Nothing_is_shown_within_the_first_second() => Assert.Equal("", Shown(false, 0.1, 0.9));

    [Fact]
    public void Elsewhere_than_on_a_terminal_lines_come_ever_more_seldom() =>
        Assert.Equal(
            """
            1 s: 1,234,567 states, 2.00 million transitions/s, depth 31, queue 12,345, 64 MiB
            3 s: 1,234,567 states, 2.00 million transitions/s, depth 31, queue 12,345, 64 MiB
            4 s: 1,234,567 states, 2.00 million transitions/s, depth 31, queue 12,345, 64 MiB
            9 s: 1,234,567 states, 2.00 million transitions/s, depth 31, queue 12,345, 64 MiB

            """,
            Shown(false, 0.5, 1.1, 1.3, 3, 3.5, 4, 5, 6, 7, 9, 10, 15)
        );

    [Fact]
    public void On_a_terminal_one_line_is_rewritten_and_taken_away()
    {
        string shown = Shown(true, 1.1, 1.2, 1.4);

        Assert.Equal(4, shown.Count(character => character == '\r'));
        Assert.DoesNotContain('\n', shown);
        Assert.DoesNotContain('\u001b', shown);
        Assert.EndsWith(" \r", shown, StringComparison.Ordinal);
    }
}
