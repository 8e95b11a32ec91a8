using System.Globalization;
using Checker.Traces;
using Spectre.Console;

namespace Checker.Reports;

/// <summary>A trace as text: one column a process, only what changes, and at the end what fails and why.</summary>
internal static class TraceText
{
    /// <summary>The width when it is not known how wide lines may be.</summary>
    public const int DefaultWidth = 120;

    private const int WidestPage = 160;
    private const int NarrowestColumn = 20;

    /// <summary>The whole text, each line with its end.</summary>
    public static string Of(Trace trace, int width = DefaultWidth) =>
        Table(trace, Math.Min(width, WidestPage)) + EndingText.Of(trace, Math.Min(width, WidestPage));

    /// <summary>One step for stepping through: its number, its process and its lines.</summary>
    public static string Of(TraceStep step) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Number,4}  {step.Process}  {string.Join("\n      ", StepLines.Of(step))}\n"
        );

    private static string Table(Trace trace, int width)
    {
        if (trace.AllSteps.Count == 0)
        {
            return "";
        }

        int numberWidth = Math.Max(2, trace.AllSteps[^1].Number.ToString(CultureInfo.InvariantCulture).Length);
        string[] processes = [.. trace.Processes];
        if (ColumnWidth(processes) < NarrowestColumn)
        {
            // What belongs to another process, such as cpu0's store buffer, shares its column; whoever takes no step
            // needs none.
            var acting = trace.AllSteps.Select(step => step.Process).ToHashSet(StringComparer.Ordinal);
            var owners = Ownership.Owners(trace.Processes);
            processes = [.. owners.Intersect(acting.Select(name => Ownership.OwnerOf(name, owners)!))];
        }

        int columnWidth = ColumnWidth(processes);
        bool isWide = columnWidth >= NarrowestColumn;
        int processWidth = trace.Processes.Append("process").Max(name => name.Length);
        var table = new Table { Border = TableBorder.Ascii2, UseSafeBorder = true };
        table.AddColumn(Column("#", numberWidth));
        string[] headings = isWide ? processes : ["process", "step"];
        int[] widths = isWide
            ? [.. processes.Select(_ => columnWidth)]
            : [processWidth, width - numberWidth - processWidth - 10];
        foreach (var (heading, columns) in headings.Zip(widths))
        {
            table.AddColumn(Column(heading, columns));
        }

        foreach (var part in Parts(trace))
        {
            table.AddRow(isWide ? Row(part, processes) : Row(part));
        }

        return PlainConsole.Render(table, width);

        int ColumnWidth(string[] columns) => ((width - numberWidth - 4) / columns.Length) - 3;
    }

    private static IEnumerable<TracePart> Parts(Trace trace) =>
        trace.Continuation is { } continuation
            ?
            [
                .. SpinFolding.Fold(trace.Steps),
                new TracePart(null, EndingText.Trap) { Process = continuation[0].Process },
                .. SpinFolding.Fold(continuation),
            ]
            : SpinFolding.Fold(trace.Steps);

    private static TableColumn Column(string heading, int width) => new(new Text(heading)) { Width = width };

    // Repeats stand in the column of the first process they speak of, which the folded steps above have just shown.
    private static Text[] Row(TracePart part, string[] processes)
    {
        string? owner = Ownership.OwnerOf(part.Process, processes);
        return [Number(part), .. processes.Select(name => new Text(name == owner ? Lines(part) : ""))];
    }

    private static Text[] Row(TracePart part) =>
        [Number(part), new Text(part.Step is null ? "" : part.Process), new Text(Lines(part))];

    private static Text Number(TracePart part) => new(part.Step?.Number.ToString(CultureInfo.InvariantCulture) ?? "");

    private static string Lines(TracePart part) =>
        part.Step is { } step ? string.Join('\n', StepLines.Of(step)) : part.Repeats;
}

/// <summary>A row of a told trace: a step, or a line between steps.</summary>
/// <param name="Step">The step, or <c>null</c>.</param>
/// <param name="Repeats">The line, or empty: how often the steps before it are repeated, or that nothing can help any
/// more.</param>
internal readonly record struct TracePart(TraceStep? Step, string Repeats)
{
    private readonly string? _process;

    /// <summary>The process in whose column it stands.</summary>
    public string Process
    {
        get => _process ?? Step!.Process;
        init => _process = value;
    }
}

/// <summary>A step of a trace as short lines: what is done, where it comes from, what changes.</summary>
internal static class StepLines
{
    /// <summary>The lines, the operation first.</summary>
    public static IEnumerable<string> Of(TraceStep step)
    {
        yield return StepText.Of(step with { Address = null, Text = "", Routine = "" });
        if (step.Address is ulong address)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"0x{address:x} {step.Text}").TrimEnd();
        }
        else if (step.Text.Length > 0)
        {
            yield return step.Text;
        }

        if (step.Routine.Length > 0)
        {
            yield return $"in {step.Routine}";
        }

        foreach (var change in step.Changes)
        {
            yield return $"{change.Target}: {change.Before} -> {change.After}";
        }

        foreach (string note in step.Notes)
        {
            yield return $"then {note}";
        }
    }
}
