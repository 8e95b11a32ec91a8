using Checker.Replay;
using Checker.Traces;

namespace Checker.Reports.Html;

/// <summary>What fails and why, above everything else.</summary>
internal static class VerdictMarkup
{
    /// <summary>The property, what was checked, and what each process is doing at the end.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="subject">What was checked.</param>
    /// <param name="chart">Knows the colour of each process.</param>
    public static Markup Of(Trace trace, TraceSubject subject, ChartMarkup chart) =>
        Markup.Of(
            $"""
            <header class="verdict {Labels.Of(trace.Kind)}">
            <p class="subject"><strong>{subject.Scenario}</strong> on <strong>{subject.Platform}</strong></p>
            <h1><span class="kind">{Labels.Of(trace.Kind)}</span> {Property(trace)}</h1>
            <p class="failure">{Sentence(trace)}</p>
            <dl class="endings">
            {trace.Endings.Select(ending => Ending(ending, trace, chart))}</dl>
            {Parameters(subject)}
            </header>
            """
        );

    private static Markup Property(Trace trace) =>
        trace.Kind is not { } kind ? Markup.Of($"a state that can be reached")
        : ViolationDescription.Of(kind) is { HasProperties: true } description
            ? Markup.Of($"{description.Heading}<code>{trace.Property}</code>")
        : Markup.Of($"{ViolationDescription.Of(kind).Heading}");

    // The property has just been named in the heading.
    private static string Sentence(Trace trace) =>
        $"{EndingText.Sentence(trace, isNamed: false)} ({EndingText.Switches(trace)}).";

    private static Markup Ending(ProcessEnding ending, Trace trace, ChartMarkup chart)
    {
        var details =
            ending.Activity == ProcessActivity.Looping
                ? Markup.Of($"<ol>{ending.Details.Select(detail => Markup.Of($"<li><code>{detail}</code></li>"))}</ol>")
                : Markup.None;
        return Markup.Of(
            $"<div class=\"{ending.Activity.ToString().ToLowerInvariant()} hue{chart.HueOf(ending.Process)}\"><dt>",
            $"{ending.Process}</dt><dd>{EndingText.Activity(ending, trace.Kind)}{details}</dd></div>\n"
        );
    }

    private static Markup Parameters(TraceSubject subject) =>
        subject.Parameters.Count == 0
            ? Markup.None
            : Markup.Of(
                $"<details class=\"parameters\"><summary>Parameters</summary><code>",
                $"{Labels.Settings(subject.Parameters)}</code></details>"
            );
}
