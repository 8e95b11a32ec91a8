using System.Globalization;
using Checker.Reports;
using Checker.Reports.Html;
using Checker.Traces;

namespace Checker.Explorer;

/// <summary>What the page shows of a standpoint.</summary>
internal sealed class ExplorerViewMarkup
{
    private readonly ExplorerView _standpoint;
    private readonly ChartMarkup _chart;

    public ExplorerViewMarkup(ExplorerView standpoint, string platform)
    {
        _standpoint = standpoint;
        _chart = new ChartMarkup(standpoint.Execution, platform);
    }

    /// <summary>The path so far.</summary>
    public Markup Chart() =>
        _standpoint.Path.Length == 0
            ? new Markup("<p class=\"start\">The initial state. Take a step, or look for a violation.</p>")
            : _chart.Table();

    /// <summary>The objects' values.</summary>
    public Markup Objects() => StateMarkup.Objects(_standpoint.Execution);

    /// <summary>What fails here, and which goals are reached.</summary>
    public Markup Banner()
    {
        var failures = _standpoint.Failures.Select(failure =>
            Markup.Of(
                $"<li class=\"bad\"><span class=\"kind\">{Labels.Of(failure.Kind)}</span> <code>",
                $"{failure.Property}</code> fails here</li>"
            )
        );
        var goals = _standpoint.Goals.Select(goal =>
            Markup.Of(
                $"<li><span class=\"kind\">goal</span> <code>{goal.Goal}</code> ",
                $"{(goal.IsReached ? "is reached here" : "is not reached here")}</li>"
            )
        );
        return Markup.Of($"{failures}{goals}");
    }

    /// <summary>What each process can do.</summary>
    public Markup Steps()
    {
        int key = 0;
        return Markup.Join(
            _standpoint
                .Execution.States[^1]
                .Processes.Select(
                    (ending, process) =>
                    {
                        PossibleStep[] possible =
                        [
                            .. _standpoint.Steps.Where(candidate => candidate.Step.Process == process),
                        ];
                        var buttons =
                            possible.Length == 0
                                ? Markup.Of($"<p>{StateMarkup.Words(ending)}</p>")
                                : Markup.Join(possible.Select(step => Button(step, ++key)));
                        var run =
                            possible.Length == 1
                                ? Markup.Of(
                                    $"<button type=\"button\" class=\"run\" data-run=\"{process}\" title=\"Goes on ",
                                    $"with {ending.Process} until the order matters\">run on</button>"
                                )
                                : Markup.None;
                        return Markup.Of(
                            $"<section class=\"hue{_chart.HueOf(ending.Process)}\"><h3>{ending.Process}{run}</h3>",
                            $"{buttons}</section>\n"
                        );
                    }
                )
        );
    }

    private Markup Button(PossibleStep possible, int key)
    {
        var told = possible.Told;
        string path = PathText.Text([.. _standpoint.Path.Steps, possible.Step]);
        var shortcut = key < 10 ? Markup.Of($"<kbd>{key}</kbd> ") : Markup.None;
        string code = told.Address is ulong address
            ? string.Create(CultureInfo.InvariantCulture, $"0x{address:x} {told.Text}")
            : told.Text;
        return Markup.Of(
            $"<button type=\"button\" class=\"take\" data-path=\"{path}\"",
            $"{(key < 10 ? Markup.Of($" data-key=\"{key}\"") : Markup.None)}>{shortcut}<b>",
            $"{StepText.Of(told with { Address = null, Text = "", Routine = "" })}</b>{Line("code", code)}",
            $"{Line("i", told.Routine)}{told.Changes.Select(Change)}",
            $"{told.Notes.Select(note => Line("code", note))}</button>"
        );
    }

    private static Markup Line(string element, string text) =>
        text.Length == 0 ? Markup.None : Markup.Of($"<{new Markup(element)}>{text}</{new Markup(element)}>");

    private static Markup Change(TraceChange change) =>
        Markup.Of($"<span class=\"change\">{change.Target}: {change.Before} → <ins>{change.After}</ins></span>");
}
