using System.Globalization;
using Model.Systems;

namespace Model.Scenarios;

/// <summary>Something about a scenario or a platform that can be set.</summary>
public sealed record Parameter
{
    private Parameter(string name, string summary, string defaultValue)
    {
        Name = name;
        Summary = summary;
        Default = defaultValue;
    }

    /// <summary>The name, as <c>--set</c> takes it.</summary>
    public string Name { get; }

    /// <summary>What it means, in one line.</summary>
    public string Summary { get; }

    /// <summary>The value when none is given.</summary>
    public string Default { get; }

    /// <summary>The words it can be, or empty for a number.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>The least number it can be.</summary>
    public long Minimum { get; private init; }

    /// <summary>The greatest number it can be.</summary>
    public long Maximum { get; private init; }

    /// <summary>The values it can take, as a user reads them: <c>1..9</c> or <c>ram|mmio</c>.</summary>
    public string Range => Words.Count > 0 ? string.Join('|', Words)
        : Maximum == long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{Minimum}..")
        : string.Create(CultureInfo.InvariantCulture, $"{Minimum}..{Maximum}");

    /// <summary>A parameter that is a whole number.</summary>
    public static Parameter Number(string name, string summary, long defaultValue, long minimum, long maximum = long.MaxValue) =>
        new(name, summary, defaultValue.ToString(CultureInfo.InvariantCulture)) { Minimum = minimum, Maximum = maximum };

    /// <summary>A parameter that is one of some words; the first is the default.</summary>
    public static Parameter OneOf(string name, string summary, params ReadOnlySpan<string> words) =>
        new(name, summary, words[0]) { Words = words.ToArray() };

    /// <summary>Brings a value into its normal form.</summary>
    /// <exception cref="InputException">The value is out of range.</exception>
    public string Normalise(string value)
    {
        if (Words.Count > 0)
        {
            return Words.Contains(value, StringComparer.Ordinal) ? value
                : throw new InputException(
                    $"{Name} cannot be '{value}'; expected one of {string.Join(", ", Words)}",
                    NearestName.Of(value, Words) is { } near ? $"did you mean {near}?" : "");
        }

        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= Minimum && number <= Maximum
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw new InputException($"{Name} cannot be '{value}'; expected a number in {Range}");
    }
}
