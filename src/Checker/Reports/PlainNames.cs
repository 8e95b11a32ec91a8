using System.Globalization;
using System.Text;

namespace Checker.Reports;

/// <summary>
/// Makes identifiers out of names of objects and processes: ASCII letters, digits and underscores, each different from
/// the others.
/// </summary>
/// <param name="reserved">What no identifier may be.</param>
internal sealed class PlainNames(params IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that was not given out before.</summary>
    public string For(string text)
    {
        var name = new StringBuilder();
        foreach (char letter in text)
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        }

        string plain = name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"_{name}" : name.ToString();
        string free = plain;
        for (int number = 2; !_taken.Add(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{plain}_{number}");
        }

        return free;
    }
}
