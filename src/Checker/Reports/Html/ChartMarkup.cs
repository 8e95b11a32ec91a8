using System.Globalization;
using Checker.Replay;
using Checker.Reports.Charts;
using Checker.Traces;

namespace Checker.Reports.Html;

/// <summary>
/// A trace as a sequence chart in a table: a column for each lane, a row for each step, arrows from who acts to what is
/// touched.
/// </summary>
internal sealed class ChartMarkup
{
    // In widths of the letter m of the table's type.
    private const double ActorWidth = 14;
    private const double NarrowestObject = 7;
    private const double WidestObject = 12;
    private const double WidthOfLetter = 0.6;

    private readonly Execution _execution;
    private readonly Trace _trace;
    private readonly IReadOnlyList<TraceStep> _steps;
    private readonly Lanes _lanes;
    private readonly int[] _hues;
    private readonly Dictionary<string, int> _objects;

    /// <param name="execution">A trace and its states.</param>
    /// <param name="platform">The platform's name.</param>
    public ChartMarkup(Execution execution, string platform)
    {
        _execution = execution;
        _trace = execution.Trace;
        _steps = _trace.AllSteps;
        _lanes = new Lanes(_trace, platform);
        _hues =
        [
            .. _lanes.All.Select((lane, number) => lane.Kind is LaneKind.Cpu or LaneKind.Process ? number % 8 : 8),
        ];
        _objects = execution
            .Objects.Select((target, number) => (target.Name, number))
            .DistinctBy(entry => entry.Name)
            .ToDictionary();
    }

    /// <summary>The number of the colour that stands for a process.</summary>
    public int HueOf(string process) => _hues[_lanes.OfProcess(process)];

    /// <summary>The table.</summary>
    public Markup Table()
    {
        string caption =
            _trace.AllSteps.Count == 0
                ? "No step is needed: it fails in the initial state."
                : "The steps from top to bottom; an arrow goes from who acts to what is touched.";
        return Markup.Of(
            $"""
            <table id="chart" class="chart" style="--least:{LeastWidth():0.#}em">
            <caption>{caption}</caption>
            <colgroup><col class="number">{_lanes.All.Select(
                (_, number) => Markup.Of($"<col style=\"width:{WidthOf(number):0.#}em\">")
            )}</colgroup>
            <thead><tr><th scope="col" class="number"><abbr title="step">#</abbr></th>{_lanes.All.Select(
                Heading
            )}</tr></thead>
            <tbody>
            {ChartRow.Of(_trace).Select(row =>
                row.Step is { } step ? Row(step, row.Fold)
                : row.Fold > 0 ? FoldRow(row)
                : TrapRow(row)
            )}</tbody>
            </table>
            """
        );
    }

    private static string Class(LaneKind kind) =>
        kind switch
        {
            LaneKind.Cpu or LaneKind.Process => "process",
            LaneKind.Emulator => "emulator",
            _ => "object",
        };

    private static string Words(LaneKind kind) =>
        kind switch
        {
            LaneKind.Cpu => "CPU",
            LaneKind.Process => "process",
            LaneKind.Emulator => "emulator",
            LaneKind.Object => "object",
            LaneKind.OtherObjects => "touched by one process",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    // Lanes of objects are as wide as their longest value needs, within reason.
    private double WidthOf(int number)
    {
        var lane = _lanes.All[number];
        if (Class(lane.Kind) != "object")
        {
            return ActorWidth;
        }

        int longest = _steps
            .SelectMany(step => step.Changes)
            .Where(change => _lanes.OfObject(change.Target) == number)
            .SelectMany(change => new[] { change.Before, change.After })
            .Append(lane.Name)
            .Max(text => text.Length);
        return Math.Clamp((longest * WidthOfLetter) + 3, NarrowestObject, WidestObject);
    }

    private double LeastWidth() => 3 + Enumerable.Range(0, _lanes.All.Count).Sum(WidthOf);

    private Markup Heading(Lane lane, int number) =>
        Markup.Of(
            $"<th scope=\"col\" class=\"{Class(lane.Kind)} hue{_hues[number]}\">{lane.Name}<small>",
            $"{Words(lane.Kind)}</small></th>"
        );

    private Markup FoldRow(ChartRow row) =>
        Markup.Of(
            $"<tr class=\"fold\" data-fold=\"{row.Fold}\"><td class=\"number\"></td><td colspan=\"",
            $"{_lanes.All.Count}\"><button type=\"button\" aria-expanded=\"true\">",
            $"{row.Repeats.TrimStart('.', ' ')}</button></td></tr>\n"
        );

    private Markup TrapRow(ChartRow row) =>
        Markup.Of(
            $"<tr class=\"trap\"><td class=\"number\"></td><td colspan=\"{_lanes.All.Count}\">{row.Repeats}</td></tr>\n"
        );

    private Markup Row(TraceStep step, int fold)
    {
        int own = _lanes.OfProcess(step.Process);
        int actor = _lanes.ActorOf(step);
        var targets = _lanes.TargetsOf(step);
        int left = targets.Append(actor).Append(own).Min();
        int right = targets.Append(actor).Append(own).Max();
        bool switches = step.Number > 1 && _lanes.OfProcess(_steps[step.Number - 2].Process) != own;
        string classes = $"step hue{_hues[own]}{(switches ? " switch" : "")}{(fold > 0 ? " repeat" : "")}";
        var repeat = fold > 0 ? Markup.Of($" data-fold=\"{fold}\"") : Markup.None;
        return Markup.Of(
            $"<tr class=\"{classes}\" id=\"step{step.Number}\" data-step=\"{step.Number}\"{repeat}><th scope=\"row\" ",
            $"class=\"number\">{step.Number}</th>{_lanes.All.Select((lane, number) => Cell(step, lane, number))}</tr>\n"
        );

        Markup Cell(TraceStep told, Lane lane, int number)
        {
            bool isTarget = targets.Contains(number);
            bool isReached = isTarget || (number == actor && actor != own);
            string wires =
                (number > left && number <= right ? " from-left" : "")
                + (number >= left && number < right ? " to-right" : "")
                + (
                    isReached
                        ? number > own
                            ? " head-right"
                            : " head-left"
                        : ""
                );
            if (number == own || number == actor)
            {
                var content = number == actor ? Card(told, number == own) : Instruction(told);
                return Markup.Of(
                    $"<td class=\"actor{wires}\">{content}{(isTarget ? Touched(told, lane, number) : Markup.None)}</td>"
                );
            }

            return isTarget ? Markup.Of($"<td class=\"target{wires}\">{Touched(told, lane, number)}</td>")
                : wires.Length > 0 ? Markup.Of($"<td class=\"{wires.TrimStart()}\"></td>")
                : new Markup("<td></td>");
        }
    }

    // What an emulated instruction is, in its CPU's lane; again only after somebody else has stepped.
    private Markup Instruction(TraceStep step)
    {
        var before = step.Number > 1 ? _steps[step.Number - 2] : null;
        bool goesOn = before?.Process == step.Process && before.Address == step.Address && before.Notes.Count == 0;
        var code = goesOn
            ? Markup.Of($"<code class=\"same\" title=\"{Code(step)}\">⋮</code>")
            : Markup.Of($"<code>{Code(step)}</code>");
        return Markup.Of($"<div class=\"card plain\">{code}{Notes(step)}</div>");
    }

    private Markup Card(TraceStep step, bool isOwn)
    {
        int own = _lanes.OfProcess(step.Process);
        string lane = _lanes.All[own].Name;
        string who = isOwn && step.Process != lane ? $"{Ownership.WithoutOwner(step.Process, lane)}: " : "";
        string operation = StepText.Of(
            step with
            {
                Objects =
                [
                    .. step.Objects.Where(name =>
                        _lanes.OfObject(name) == own && name != step.Process && !Ownership.Belongs(name, lane)
                    ),
                ],
                Address = null,
                Text = "",
                Routine = "",
            }
        );
        var code =
            isOwn && (step.Address is not null || step.Text.Length > 0)
                ? Markup.Of($"<code>{Code(step)}</code>")
                : Markup.None;
        var routine = step.Routine.Length > 0 ? Markup.Of($"<i>{Breakable(step.Routine)}</i>") : Markup.None;
        var changes = step
            .Changes.Where(change => _lanes.OfObject(change.Target) == own)
            .Select(change => Change(change, Ownership.WithoutOwner(change.Target, lane)));
        return Markup.Of(
            $"<div class=\"card\"><b>{who}{operation}</b>{code}{routine}{changes}",
            $"{(isOwn ? Notes(step) : Markup.None)}</div>"
        );
    }

    // Long names of routines break after an underscore.
    private static Markup Breakable(string routine) =>
        new(Markup.Of($"{routine}").Text.Replace("_", "_<wbr>", StringComparison.Ordinal));

    private static string Code(TraceStep step) =>
        step.Address is ulong address
            ? string.Create(CultureInfo.InvariantCulture, $"0x{address:x} {step.Text}").TrimEnd()
            : step.Text;

    private static Markup Notes(TraceStep step) =>
        Markup.Join(step.Notes.Select(note => Markup.Of($"<code class=\"note\">{note}</code>")));

    private Markup Touched(TraceStep step, Lane lane, int number)
    {
        bool named = lane.Kind != LaneKind.Object;
        Markup[] changes =
        [
            .. step
                .Changes.Where(change => _lanes.OfObject(change.Target) == number)
                .Select(change => Change(change, named ? Ownership.WithoutOwner(change.Target, lane.Name) : "")),
        ];
        return changes.Length > 0
            ? Markup.Join(changes)
            : Markup.Join(
                step.Objects.Where(name => _lanes.OfObject(name) == number)
                    .Select(name => Seen(step, name, named ? Ownership.WithoutOwner(name, lane.Name) : ""))
            );
    }

    // What was looked at and left as it was: the object's state, or what was read of a place within it.
    private Markup Seen(TraceStep step, string name, string shownName)
    {
        string value = _objects.TryGetValue(name, out int target)
            ? _execution.Shown(_execution.States[step.Number], target)
            : step.Response;
        return value.Length == 0 ? Markup.None : Markup.Of($"<span class=\"seen\">{Named(shownName)}{value}</span>");
    }

    private static Markup Change(TraceChange change, string shownName) =>
        Markup.Of(
            $"<span class=\"change\">{Named(shownName)}<s>{change.Before}</s> <span class=\"sign\">→</span> <ins>",
            $"{change.After}</ins></span>"
        );

    private static Markup Named(string name) =>
        name.Length == 0 ? Markup.None : Markup.Of($"<span class=\"what\">{name}</span> ");
}
