using System.Text.RegularExpressions;
using Checker.Exploration;
using Checker.Reports;
using Checker.Reports.Mermaid;
using Checker.Tests.Architecture;
using Checker.Tests.Browser;
using Checker.Tests.Golden;
using Checker.Tests.Scenarios;
using Checker.Traces;

namespace Checker.Tests.Reports;

/// <summary>Traces as Mermaid sequence diagrams.</summary>
public sealed partial class MermaidDiagramTests
{
    private static readonly TraceSubject _subject = new(
        "odd",
        "kvm",
        new Dictionary<string, string> { ["name"] = Pages.Odd },
        [],
        [],
        null
    );

    [Fact]
    public void Repeats_become_loops() =>
        GoldenFile.Verify("mermaid-spinning.txt", MermaidDiagram.Of(_subject, Told.Spinning()));

    [Fact]
    public void What_mermaid_would_not_take_as_text_is_escaped()
    {
        var trace = new Trace(
            ViolationKind.Assertion,
            Pages.Odd,
            ["end", "loop 1", "participant"],
            [
                new TraceStep(1, "end", 0, "store", ["note", "a;b#c:d"], Pages.Odd, "")
                {
                    Address = 0x10,
                    Text = "mov [x;y],1 %% no {comment}",
                    Routine = "a_b",
                },
                new TraceStep(2, "loop 1", 0, "load", ["note"], "", "\0\n")
                {
                    Changes = [new TraceChange("note", "1 <- 2", "<b>end</b>")],
                    Notes = ["end"],
                },
            ],
            [new ProcessEnding("end", ProcessActivity.Failed, [Pages.Odd])]
        );

        string diagram = MermaidDiagram.Of(_subject, trace);

        Assert.Empty(Broken(diagram));
        GoldenFile.Verify("mermaid-odd.txt", diagram);
    }

    [Theory]
    [InlineData("lhv-xchg-kvm-mmio-coalesced-assertion")]
    [InlineData("lhv-xchg-kvm-mmio-coalesced-stuck")]
    [InlineData("memslot-update-original-lock-invariant")]
    [InlineData("xmhf-lapic-emulated-lapic-invariant")]
    [InlineData("lhv-xchg-kvm-F8-stuck")]
    [InlineData("requests-mode-no-vcpu-barrier-invariant")]
    public void Every_step_is_told_and_the_property_last(string name)
    {
        var file = TraceReader.Read(Path.Combine(Repository.Root, "traces", name + ".json"));

        string diagram = MermaidDiagram.Of(file.Subject, file.Trace);

        Assert.Empty(Broken(diagram));
        Assert.Contains(
            MermaidText.Escape(file.Trace.Property),
            diagram.TrimEnd('\n').Split('\n')[^1],
            StringComparison.Ordinal
        );
        int[] told = [.. Number().Matches(diagram).Select(match => int.Parse(match.Groups[1].ValueSpan))];
        Assert.Equal(told.Order(), told);
        Assert.Equal(
            SpinFolding
                .Fold(file.Trace.Steps)
                .Concat(SpinFolding.Fold(file.Trace.Continuation ?? []))
                .Count(part => part.Step is not null),
            told.Length
        );
    }

    // The part of Mermaid's grammar that is used.
    private static IEnumerable<string> Broken(string diagram)
    {
        string[] lines = diagram.TrimEnd('\n').Split('\n');
        string[] names =
        [
            .. lines
                .Select(line => Participant().Match(line))
                .Where(match => match.Success)
                .Select(match => match.Groups[1].Value),
        ];
        int open = 0;
        if (lines[0] != "sequenceDiagram")
        {
            yield return lines[0];
        }

        foreach (string line in lines.Skip(1))
        {
            open +=
                line.Trim() == "end" ? -1
                : line.TrimStart().StartsWith("loop ", StringComparison.Ordinal) ? 1
                : 0;
            var match = Statement().Match(line);
            if (
                open < 0
                || !match.Success
                || match.Groups["name"].Captures.Any(capture => !names.Contains(capture.Value))
            )
            {
                yield return line;
            }
        }

        if (open != 0)
        {
            yield return "loop without end";
        }
    }

    [GeneratedRegex(@"^ +participant (\w+) as ")]
    private static partial Regex Participant();

    [GeneratedRegex(
        """^ +(%% [^{}]*|participant (?!(end|loop|note|participant) )\w+ as (?<text>.*)|(?<name>\w+)->>(?<name>\w+): TEXT|Note over (?<name>\w+)(,(?<name>\w+))?: TEXT|loop [\w ,]+|end)$"""
    )]
    private static partial Regex Outline();

    private static Regex Statement() =>
        new(Outline().ToString().Replace("TEXT", """([^;#<>"{}%]|#\d+;|<br/>)*""", StringComparison.Ordinal));

    [GeneratedRegex(@"->>\w+: (\d+) ")]
    private static partial Regex Number();
}
