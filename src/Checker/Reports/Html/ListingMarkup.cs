using System.Globalization;
using System.Text.RegularExpressions;
using Checker.Traces;
using Model.Input;

namespace Checker.Reports.Html;

/// <summary>The guest's code, with marks where its CPUs are.</summary>
internal static partial class ListingMarkup
{
    /// <summary>The listing; nothing without a guest.</summary>
    /// <param name="listing">The guest's code.</param>
    /// <param name="trace">Tells which of it was executed; <c>null</c> when it does not matter.</param>
    public static Markup Of(IReadOnlyList<CodeLine> listing, Trace? trace)
    {
        if (listing.Count == 0)
        {
            return Markup.None;
        }

        var executed = trace is null ? [.. listing.Select(line => line.Address)] : ExecutedIn(trace);
        var legend = trace is null ? Markup.None : new Markup(" <small>what this trace executes stands out</small>");
        return Markup.Of(
            $"""
            <table class="listing" id="listing"><caption>Guest code{legend}</caption>
            <thead><tr><th scope="col">CPU</th><th scope="col">address</th><th scope="col">instruction</th></tr></thead>
            <tbody>{listing.Select(line => Line(line, executed))}</tbody></table>
            """
        );
    }

    private static Markup Line(CodeLine line, HashSet<ulong> executed)
    {
        var label =
            line.Label.Length == 0
                ? Markup.None
                : Markup.Of(
                    $"<tr class=\"label\"><td></td><th colspan=\"2\" scope=\"rowgroup\">{line.Label}:</th></tr>\n"
                );
        string address = string.Create(CultureInfo.InvariantCulture, $"0x{line.Address:x}");
        return Markup.Of(
            $"{label}<tr data-address=\"{address}\"",
            $"{(executed.Contains(line.Address) ? new Markup(" class=\"executed\"") : Markup.None)}><td></td><td>",
            $"{address}</td><td>{line.Text}</td></tr>\n"
        );
    }

    private static HashSet<ulong> ExecutedIn(Trace trace)
    {
        var executed = trace.AllSteps.Select(step => step.Address).OfType<ulong>().ToHashSet();
        foreach (string note in trace.AllSteps.SelectMany(step => step.Notes))
        {
            if (
                Address().Match(note) is { Success: true } match
                && ulong.TryParse(
                    match.Groups[1].ValueSpan,
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out ulong address
                )
            )
            {
                executed.Add(address);
            }
        }

        return executed;
    }

    [GeneratedRegex("^0x([0-9a-f]+) ")]
    private static partial Regex Address();
}
