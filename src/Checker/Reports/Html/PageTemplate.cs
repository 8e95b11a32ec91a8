using System.Text;

namespace Checker.Reports.Html;

/// <summary>A page's template, a resource of this program: HTML with comments where something goes in.</summary>
internal static class PageTemplate
{
    /// <summary>The page: each <c>&lt;!--name--&gt;</c> of the template replaced once.</summary>
    /// <param name="name">The template, e.g. <c>trace.html</c>.</param>
    /// <param name="parts">What goes in, by name.</param>
    /// <exception cref="InvalidOperationException">The template lacks a part.</exception>
    public static string Fill(string name, params ReadOnlySpan<(string Name, string Text)> parts)
    {
        string page = Resource(name);
        var filled = new StringBuilder(page.Length);
        foreach (var (part, text) in parts)
        {
            string place = $"<!--{part}-->";
            int at = page.IndexOf(place, StringComparison.Ordinal);
            if (at < 0)
            {
                throw new InvalidOperationException($"{name} has no place for {part}, or not in this order.");
            }

            // What was filled in is never looked at again: it may look like a place.
            filled.Append(page, 0, at).Append(text);
            page = page[(at + place.Length)..];
        }

        return filled.Append(page).ToString();
    }

    /// <summary>The contents of a resource.</summary>
    public static string Resource(string name)
    {
        using var stream =
            typeof(PageTemplate).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
