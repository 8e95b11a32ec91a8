using System.Globalization;
using System.Text;

namespace Checker.Reports.Mermaid;

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
        foreach (var letter in text.Replace(" -> ", " → ", StringComparison.Ordinal).Replace(" <- ", " ← ", StringComparison.Ordinal).EnumerateRunes())
        {
            bool isSpecial = Special.Contains(letter.ToString(), StringComparison.Ordinal) || Rune.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
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
