using System.Text;
using System.Text.RegularExpressions;
using Checker.Exploration;
using Checker.Replay;
using Checker.Reports.Charts;
using Checker.Reports.Html;
using Checker.Targets;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Browser;
using Checker.Tests.Cli;
using Checker.Tests.Scenarios;
using Checker.Traces;
using Model.Steps;

namespace Checker.Tests.Reports.Html;

/// <summary>The HTML page of a trace, as text.</summary>
public sealed partial class TracePageTests
{
    private const int MostBytes = 500_000;

    [Fact]
    public void Two_hundred_steps_of_a_guest_fit_in_half_a_megabyte()
    {
        var subject = new TargetResolver(Catalogue.Scenarios).Subject(
            "lhv-xchg",
            "kvm",
            new Dictionary<string, string> { ["region"] = "mmio-coalesced", ["consumers"] = "4" }
        );
        var model = new TargetResolver(Catalogue.Scenarios).Build(subject);
        var trace = Walk(new TraceModel(model), 200);

        string page = TracePage.Of(
            new TraceFile(1, subject, "0", trace),
            new ExecutionBuilder(model).Tell(trace),
            model.Listing
        );

        Assert.Equal(200, Steps().Count(page));
        Assert.Contains("xchg [cell],eax", page, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 100_000, MostBytes);
    }

    [Fact]
    public void Whatever_a_guest_calls_its_symbols_stays_text()
    {
        string page = Pages.Spinning();

        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.DoesNotContain("<script>window", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Pages.Odd, page, StringComparison.Ordinal);
        Assert.Contains("&lt;!--data--&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_are_shown_as_unknown() =>
        Assert.Equal("<b title=\"a\uFFFD\uFFFD&quot;\">1</b>", Markup.Of($"<b title=\"{"a\0\u001b\""}\">{1}</b>").Text);

    [Fact]
    public void The_page_needs_nothing_else() =>
        Assert.Empty(References().Matches(Pages.Spinning()).Select(match => match.Value));

    [Fact]
    public void Repeats_follow_the_line_that_stands_for_them()
    {
        var trace = Told.Spinning();
        var rows = ChartRow.Of(trace);

        Assert.Equal(trace.Steps, rows.Select(row => row.Step).OfType<TraceStep>());
        Assert.Equal(
            [3, 23],
            rows.Select((row, index) => (row, index))
                .Where(entry => entry.row.Step is null)
                .Select(entry => entry.index)
        );
        Assert.Equal([1, 2], rows.Where(row => row.Step is null).Select(row => row.Fold));
        Assert.All(rows.Skip(4).Take(18), row => Assert.Equal(1, row.Fold));
        Assert.All(rows.Take(3), row => Assert.Equal(0, row.Fold));
    }

    [Fact]
    public void What_belongs_to_a_process_is_in_its_lane()
    {
        var trace = new Trace(
            ViolationKind.Invariant,
            "p",
            ["cpu0", "cpu0 store buffer", "device"],
            [
                new TraceStep(1, "cpu0", 0, "load", ["cell", "cpu0 store buffer"], "", "0")
                {
                    Address = 1,
                    Routine = "emulate",
                },
                new TraceStep(2, "cpu0 store buffer", 0, "flush", ["cpu0 store buffer"], "", "")
                {
                    Changes = [new TraceChange("flag", "0", "1")],
                },
                new TraceStep(3, "cpu0", 0, "send", ["inbox"], "", ""),
                new TraceStep(4, "device", 0, "receive", ["inbox"], "", ""),
            ],
            []
        );
        var lanes = new Lanes(trace, "kvm");

        Assert.Equal(["cpu0", "device", "kvm", "cell", "flag"], lanes.All.Select(lane => lane.Name));
        Assert.Equal(
            (0, 2, 0),
            (lanes.OfProcess("cpu0 store buffer"), lanes.ActorOf(trace.Steps[0]), lanes.ActorOf(trace.Steps[1]))
        );
        Assert.Equal([3], lanes.TargetsOf(trace.Steps[0]));
        Assert.Equal([4], lanes.TargetsOf(trace.Steps[1]));
        Assert.Equal([1], lanes.TargetsOf(trace.Steps[2]));
        Assert.Empty(lanes.TargetsOf(trace.Steps[3]));
    }

    [Fact]
    public void A_drifting_trace_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        string trace = folder.File("trace.json");
        Assert.Equal(1, CommandLine.Run("check", "token", "--on", "split", "--save", trace).Code);
        Assert.Equal(0, CommandLine.Run("replay", trace, "--html", folder.File("fine.html")).Code);
        File.WriteAllText(
            trace,
            Regex.Replace(File.ReadAllText(trace), "\"response\": \"[^\"]+\"", "\"response\": \"7\"")
        );

        var (code, output, _) = CommandLine.Run("replay", trace, "--html", folder.File("page.html"));

        Assert.Equal(1, code);
        Assert.Contains("drift at step", output, StringComparison.Ordinal);
        Assert.Equal(
            ["fine.html", "trace.json"],
            Directory.GetFiles(folder.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_page_can_go_to_standard_output_alone()
    {
        using var folder = new TemporaryFolder();
        string trace = folder.File("trace.json");
        CommandLine.Run("check", "token", "--on", "split", "--save", trace);

        var (code, output, _) = CommandLine.Run("replay", trace, "--html", "-");

        Assert.Equal(0, code);
        Assert.StartsWith("<!DOCTYPE html>", output, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", output, StringComparison.Ordinal);
        Assert.Equal(
            $"{trace}: is the trace itself; name another file",
            CommandLine.BadInput("replay", trace, "--html", trace)
        );
        Assert.Equal(
            $"{folder.File("no/x.html")}: cannot be written: its folder does not exist",
            CommandLine.BadInput("replay", trace, "--html", folder.File("no/x.html"))
        );
        Assert.StartsWith(
            "--step shows",
            CommandLine.BadInput("replay", trace, "--step", "--html", "-"),
            StringComparison.Ordinal
        );
    }

    private static Trace Walk(TraceModel model, int steps)
    {
        using var walker = new StateCursor(model.Composition);
        var taken = new List<ScheduleStep>();
        while (taken.Count < steps)
        {
            taken.Add(walker.Enabled(taken.Count * 7 % walker.EnabledCount));
            walker.TryTake(taken[^1]);
        }

        return new TraceBuilder(model.Composition).Tell(
            ViolationKind.Invariant,
            "count1 + count2 <= count0 + 1",
            new Schedule(Sequence<ScheduleStep>.Of([.. taken]))
        );
    }

    [GeneratedRegex("<tr class=\"step ")]
    private static partial Regex Steps();

    [GeneratedRegex("""(?:src|href|url|@import|fetch|XMLHttp|import)\s*[=(]\s*[^\s)]+|https?:[^\s"]+""")]
    private static partial Regex References();
}
