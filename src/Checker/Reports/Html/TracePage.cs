using Checker.Traces;
using Model.Systems;

namespace Checker.Reports.Html;

/// <summary>A trace as one page of HTML that needs nothing else: no network, no other file, and no script to be read.</summary>
internal static class TracePage
{
    /// <summary>The page.</summary>
    /// <param name="file">The trace and what it is of.</param>
    /// <param name="execution">The trace's states.</param>
    /// <param name="listing">The guest's code; may be empty.</param>
    public static string Of(TraceFile file, Execution execution, IReadOnlyList<CodeLine> listing)
    {
        var chart = new ChartMarkup(execution, file.Subject.Platform);
        return PageTemplate.Fill(
            "trace.html",
            ("title", Markup.Of($"{file.Subject.Scenario} on {file.Subject.Platform}: {Words.Of(file.Trace.Kind)}").Text),
            ("style", PageTemplate.Resource("look.css") + PageTemplate.Resource("chart.css") + PageTemplate.Resource("trace.css")),
            ("verdict", VerdictMarkup.Of(file.Trace, file.Subject, chart).Text),
            ("chart", chart.Table().Text),
            ("state", StateMarkup.Objects(execution).Text + StateMarkup.Processes(execution, chart).Text),
            ("listing", ListingMarkup.Of(listing, file.Trace).Text),
            ("fingerprint", Markup.Of($"{file.Fingerprint}").Text),
            ("data", TraceData.Of(execution)),
            ("script", PageTemplate.Resource("trace.js")));
    }
}
