using System.Globalization;
using System.Text.Json;
using Checker.Exploration;
using Checker.Reports;
using Checker.Reports.Html;
using Checker.Traces;

namespace Checker.Explorer;

/// <summary>The page in which somebody walks through a state space, and what it is told of each state.</summary>
internal static class ExplorerPage
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>The page.</summary>
    /// <param name="walk">The model that is walked through.</param>
    /// <param name="subject">What it was built from.</param>
    /// <param name="start">Where the walk starts.</param>
    public static string Of(ExplorerSession walk, TraceSubject subject, Schedule start) =>
        PageTemplate.Fill(
            "explore.html",
            ("title", Markup.Of($"{subject.Scenario} on {subject.Platform}").Text),
            (
                "style",
                PageTemplate.Resource("look.css")
                    + PageTemplate.Resource("chart.css")
                    + PageTemplate.Resource("explore.css")
            ),
            (
                "subject",
                Markup
                    .Of(
                        $"<strong>{subject.Scenario}</strong> on <strong>{subject.Platform}</strong> <small>",
                        $"{Labels.Settings(subject.Parameters)}</small>"
                    )
                    .Text
            ),
            ("listing", ListingMarkup.Of(walk.Model.Listing, null).Text),
            ("start", Json(PathText.Text(start.Steps))),
            ("script", PageTemplate.Resource("explore.js"))
        );

    /// <summary>A standpoint as JSON.</summary>
    public static string Of(ExplorerView standpoint, string platform)
    {
        var markup = new ExplorerViewMarkup(standpoint, platform);
        return Json(
            new
            {
                Path = PathText.Text(standpoint.Path.Steps),
                standpoint.Path.Length,
                Back = PathText.Text(standpoint.Path.Steps.SkipLast(1)),
                Failures = standpoint.Failures.Select(failure => new
                {
                    Kind = Labels.Of(failure.Kind),
                    failure.Property,
                }),
                Goals = standpoint.Goals.Select(goal => new { goal.Goal, goal.IsReached }),
                Enabled = standpoint.Steps.Select(possible => new
                {
                    possible.Told.Process,
                    possible.Told.Outcome,
                    Path = PathText.Text([.. standpoint.Path.Steps, possible.Step]),
                    Operation = StepText.Of(possible.Told),
                }),
                Places = standpoint
                    .Steps.Where(possible => possible.Told.Address is not null)
                    .Select(possible => new
                    {
                        possible.Told.Process,
                        Address = string.Create(CultureInfo.InvariantCulture, $"0x{possible.Told.Address:x}"),
                    }),
                Banner = markup.Banner().Text,
                Steps = markup.Steps().Text,
                Chart = markup.Chart().Text,
                Objects = markup.Objects().Text,
            }
        );
    }

    /// <summary>Anything else as JSON.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, _options);
}
