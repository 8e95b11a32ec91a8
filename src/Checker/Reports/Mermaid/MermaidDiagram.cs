using System.Globalization;
using System.Text;
using Checker.Reports.Charts;
using Checker.Traces;

namespace Checker.Reports.Mermaid;

/// <summary>A trace as a Mermaid sequence diagram: small enough for a bug report or a commit message.</summary>
internal sealed class MermaidDiagram
{
    private static readonly string[] _reserved =
    [
        "activate",
        "actor",
        "alt",
        "and",
        "as",
        "autonumber",
        "box",
        "break",
        "create",
        "critical",
        "deactivate",
        "destroy",
        "else",
        "end",
        "left",
        "link",
        "links",
        "loop",
        "note",
        "opt",
        "option",
        "over",
        "par",
        "par_over",
        "participant",
        "properties",
        "rect",
        "right",
        "sequenceDiagram",
        "title",
    ];

    private readonly Trace _trace;
    private readonly Lanes _lanes;
    private readonly string[] _names;
    private readonly StringBuilder _text = new("sequenceDiagram\n");
    private string _indent = "    ";

    private MermaidDiagram(TraceSubject subject, Trace trace)
    {
        _trace = trace;
        _lanes = new Lanes(trace, subject.Platform);
        var names = new PlainNames(_reserved);
        _names = [.. _lanes.All.Select(lane => names.For(lane.Name))];
    }

    /// <summary>The diagram, each line with its end.</summary>
    /// <param name="subject">What was checked.</param>
    /// <param name="trace">The trace.</param>
    public static string Of(TraceSubject subject, Trace trace) => new MermaidDiagram(subject, trace).Text(subject);

    private string Text(TraceSubject subject)
    {
        Line($"%% {MermaidText.Escape(Labels.Of(subject))}");
        for (int lane = 0; lane < _lanes.All.Count; lane++)
        {
            Line($"participant {_names[lane]} as {MermaidText.Escape(_lanes.All[lane].Name)}");
        }

        Tell(_trace.Steps);
        if (_trace.Continuation is { } continuation)
        {
            Note(0, _lanes.All.Count - 1, [EndingText.Trap]);
            Tell(continuation);
        }

        Note(
            0,
            _lanes.All.Count - 1,
            [EndingText.Failure(_trace), .. _trace.Endings.Select(ending => $"{ending.Process} {Ending(ending)}")]
        );
        return _text.ToString();
    }

    private string Ending(ProcessEnding ending) =>
        ending.Activity == ProcessActivity.Looping
            ? $"loops forever in {Labels.Count(ending.Details.Count, "step")}"
            : EndingText.Activity(ending, _trace.Kind);

    private void Tell(IReadOnlyList<TraceStep> steps)
    {
        foreach (var round in SpinFolding.Rounds(steps))
        {
            Tell(steps, round);
        }
    }

    private void Tell(IReadOnlyList<TraceStep> steps, SpinRound round)
    {
        if (round.Times > 0)
        {
            int last = steps[0].Number - 1 + round.Start + (round.Length * (round.Times + 1));
            Line(string.Create(CultureInfo.InvariantCulture, $"loop {round.Times + 1} times, up to step {last}"));
            _indent += "    ";
        }

        for (int i = round.Start; i < round.Start + round.Length; i++)
        {
            Tell(
                steps[i],
                i > round.Start ? steps[i - 1]
                    : round.Times > 0 || i == 0 ? null
                    : steps[i - 1]
            );
        }

        if (round.Times > 0)
        {
            _indent = _indent[4..];
            Line("end");
        }
    }

    // An emulated instruction is handed to the emulator once; then come the steps that it takes there.
    private void Tell(TraceStep step, TraceStep? before)
    {
        int own = _lanes.OfProcess(step.Process);
        int actor = _lanes.ActorOf(step);
        var targets = _lanes.TargetsOf(step);
        if (
            actor != own
            && (
                before is null
                || before.Process != step.Process
                || before.Address != step.Address
                || before.Notes.Count > 0
            )
        )
        {
            Line($"{_names[own]}->>{_names[actor]}: {MermaidText.Escape(Code(step))}");
        }

        int target = step.Objects.Select(_lanes.OfObject).Concat(targets).FirstOrDefault(targets.Contains, actor);
        Line($"{_names[actor]}->>{_names[target]}: {MermaidText.Lines(Message(step, actor == own, target))}");
        foreach (
            var changes in step.Changes.GroupBy(change => _lanes.OfObject(change.Target)).OrderBy(group => group.Key)
        )
        {
            bool isNamed = _lanes.All[changes.Key].Kind != LaneKind.Object;
            Note(
                changes.Key,
                changes.Key,
                [
                    .. changes.Select(change =>
                        $"{(isNamed ? $"{change.Target}: " : "")}{change.Before} → {change.After}"
                    ),
                ]
            );
        }

        if (step.Notes.Count > 0)
        {
            Note(own, own, step.Notes);
        }
    }

    private IEnumerable<string> Message(TraceStep step, bool isOwn, int target)
    {
        string lane = _lanes.All[_lanes.OfProcess(step.Process)].Name;
        string who = step.Process == lane ? "" : $"{Ownership.WithoutOwner(step.Process, lane)}: ";
        string operation = StepText.Of(
            step with
            {
                // The arrow shows the others.
                Objects =
                [
                    .. step.Objects.Where(name =>
                        !Ownership.Belongs(name, lane)
                        && name != step.Process
                        && (_lanes.OfObject(name) != target || _lanes.All[target].Kind != LaneKind.Object)
                    ),
                ],
                Address = null,
                Text = "",
                Routine = "",
            }
        );
        yield return string.Create(CultureInfo.InvariantCulture, $"{step.Number} {who}{operation}");
        if (isOwn && Code(step) is { Length: > 0 } code)
        {
            yield return code;
        }

        if (step.Routine.Length > 0)
        {
            yield return $"in {step.Routine}";
        }
    }

    private static string Code(TraceStep step) =>
        step.Address is ulong address
            ? string.Create(CultureInfo.InvariantCulture, $"0x{address:x} {step.Text}").TrimEnd()
            : step.Text;

    private void Note(int from, int to, IReadOnlyList<string> lines) =>
        Line($"Note over {_names[from]}{(to > from ? $",{_names[to]}" : "")}: {MermaidText.Lines(lines)}");

    private void Line(string line) => _text.Append(_indent).Append(line).Append('\n');
}

/// <summary>Writes text so that Mermaid shows it as it is.</summary>
internal static class MermaidText
{
    // These end a statement, begin a comment, an entity, a directive or markup, or are taken for formulas.
    private const string Special = "#;<>&\"{}%\\$`";

    /// <summary>Lines of one message or note.</summary>
    public static string Lines(IEnumerable<string> lines) => string.Join("<br/>", lines.Select(Escape));

    /// <summary>One line, with what Mermaid would take for something else as its numbered entities.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (
            var letter in text.Replace(" -> ", " → ", StringComparison.Ordinal)
                .Replace(" <- ", " ← ", StringComparison.Ordinal)
                .EnumerateRunes()
        )
        {
            bool isSpecial =
                Special.Contains(letter.ToString(), StringComparison.Ordinal)
                || Rune.GetUnicodeCategory(letter)
                    is UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator;
            if (Rune.IsControl(letter))
            {
                escaped.Append('\uFFFD');
            }
            else if (isSpecial)
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{letter.Value};");
            }
            else
            {
                escaped.Append(letter);
            }
        }

        return escaped.ToString();
    }
}
