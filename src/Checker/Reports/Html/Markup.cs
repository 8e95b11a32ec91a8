using System.Globalization;
using System.Net;
using System.Text;

namespace Checker.Reports.Html;

/// <summary>
/// A piece of HTML. Whatever goes into a hole of <see cref="Of"/> is escaped, unless it is markup itself.
/// </summary>
/// <param name="Text">The HTML.</param>
internal readonly record struct Markup(string Text)
{
    /// <summary>No markup.</summary>
    public static Markup None => new("");

    /// <summary>
    /// Markup with holes, for elements and for quoted attributes; several templates follow each other.
    /// </summary>
    public static Markup Of(params FormattableString[] templates)
    {
        var markup = new StringBuilder();
        foreach (var template in templates)
        {
            markup.AppendFormat(
                CultureInfo.InvariantCulture,
                template.Format,
                [.. template.GetArguments().Select(Filled)]
            );
        }

        return new Markup(markup.ToString());
    }

    /// <summary>Pieces one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Filled(object? argument) =>
        argument switch
        {
            Markup markup => markup.Text,
            IEnumerable<Markup> pieces => Join(pieces).Text,
            _ => WebUtility.HtmlEncode(Printable(Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "")),
        };

    // Control characters may not occur in HTML, not even escaped.
    private static string Printable(string text)
    {
        if (!text.Any(IsForbidden))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            printable.Append(IsForbidden(letter) ? '\uFFFD' : letter);
        }

        return printable.ToString();
    }

    private static bool IsForbidden(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t');
}
