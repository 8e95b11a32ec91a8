using System.Globalization;
using System.Text;
using Model.Systems;

namespace Model.Scenarios;

/// <summary>
/// Fills values into texts: <c>${consumers}</c> becomes the value of that parameter, <c>${guest.stack}</c> what the chosen word of the parameter
/// <c>guest</c> gives to <c>stack</c>.
/// </summary>
/// <param name="file">The file that the texts stand in; empty for none.</param>
/// <param name="values">The values by name.</param>
internal sealed class Expansion(string file, IReadOnlyDictionary<string, string> values)
{
    /// <summary>The same, with one more name.</summary>
    public Expansion With(string name, int number) =>
        new(file, new Dictionary<string, string>(values) { [name] = number.ToString(CultureInfo.InvariantCulture) });

    /// <summary>Fills the values in.</summary>
    /// <exception cref="InputException">A name is unknown, or a bracket is not closed.</exception>
    public ExpandedText Of(PlacedText source)
    {
        string text = source.Text;
        var expanded = new StringBuilder();
        var origins = new List<int>();
        for (int index = 0; index < text.Length;)
        {
            if (!text.AsSpan(index).StartsWith("${"))
            {
                origins.Add(index);
                expanded.Append(text[index++]);
                continue;
            }

            int end = text.IndexOf('}', index);
            string name = end < 0 ? "" : text[(index + 2)..end];
            string value = end < 0 ? throw Wrong(source, index, "${ is not closed", "write ${name}")
                : values.TryGetValue(name, out string? found) ? found
                : throw Unknown(source, index + 2, name);
            origins.AddRange(Enumerable.Repeat(index, value.Length));
            expanded.Append(value);
            index = end + 1;
        }

        origins.Add(text.Length);
        return new ExpandedText(file, source, expanded.ToString(), origins);
    }

    private InputException Unknown(PlacedText source, int index, string name)
    {
        string[] known = [.. values.Keys.Order(StringComparer.Ordinal)];
        return Wrong(
            source,
            index,
            $"there is no value {name} here; expected one of {string.Join(", ", known)}",
            NearestName.Of(name, known) is { } near ? $"did you mean {near}?" : "");
    }

    private InputException Wrong(PlacedText source, int index, string message, string hint) =>
        new ExpandedText(file, source, source.Text, [.. Enumerable.Range(0, source.Text.Length + 1)]).Wrong(message, hint, index);
}
