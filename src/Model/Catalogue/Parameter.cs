using System.Collections.Concurrent;
using System.Globalization;
using Model.Input;

namespace Model.Catalogue;

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
    public string Range =>
        Words.Count > 0 ? string.Join('|', Words)
        : Maximum == long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{Minimum}..")
        : string.Create(CultureInfo.InvariantCulture, $"{Minimum}..{Maximum}");

    /// <summary>A parameter that is a whole number.</summary>
    public static Parameter Number(
        string name,
        string summary,
        long defaultValue,
        long minimum,
        long maximum = long.MaxValue
    ) =>
        new(name, summary, defaultValue.ToString(CultureInfo.InvariantCulture))
        {
            Minimum = minimum,
            Maximum = maximum,
        };

    /// <summary>A parameter that is one of some words; the first is the default.</summary>
    public static Parameter OneOf(string name, string summary, params ReadOnlySpan<string> words) =>
        new(name, summary, words[0]) { Words = words.ToArray() };

    /// <summary>Brings a value into its normal form.</summary>
    /// <exception cref="InputException">The value is out of range.</exception>
    public string Normalise(string value)
    {
        if (Words.Count > 0)
        {
            return Words.Contains(value, StringComparer.Ordinal)
                ? value
                : throw new InputException(
                    $"{Name} cannot be '{value}'; expected one of {string.Join(", ", Words)}",
                    NearestName.Of(value, Words) is { } near ? $"did you mean {near}?" : ""
                );
        }

        return
            long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number >= Minimum
            && number <= Maximum
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw new InputException($"{Name} cannot be '{value}'; expected a number in {Range}");
    }
}

/// <summary>A value for each of some parameters, all within range.</summary>
public sealed class Settings
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _consulted = new();

    /// <summary>Checks the given values and adds the defaults of the others.</summary>
    /// <param name="parameters">What can be set.</param>
    /// <param name="given">What the user set.</param>
    /// <exception cref="InputException">A name is unknown or a value out of range.</exception>
    public Settings(IReadOnlyList<Parameter> parameters, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(given);
        foreach (var parameter in parameters)
        {
            _values[parameter.Name] = parameter.Default;
        }

        foreach (var (name, value) in given.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var parameter =
                parameters.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw new InputException(
                    $"there is no parameter {name} here; expected one of "
                        + $"{string.Join(", ", parameters.Select(candidate => candidate.Name))}",
                    NearestName.Of(name, parameters.Select(candidate => candidate.Name)) is { } near
                        ? $"did you mean {near}?"
                        : ""
                );
            _values[name] = parameter.Normalise(value);
        }
    }

    /// <summary>All values by name, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Values
    {
        get
        {
            Consult(_values.Keys);
            return _values;
        }
    }

    /// <summary>Whether there is such a parameter.</summary>
    internal bool Has(string parameter) => _values.ContainsKey(parameter);

    /// <summary>The word that a parameter is set to.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public string Word(string parameter)
    {
        _consulted[parameter] = true;
        return _values[parameter];
    }

    /// <summary>The number that a parameter is set to.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public int Number(string parameter) =>
        int.Parse(Word(parameter), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>
    /// The parameters that somebody has asked for the values of. What was built from these settings, and what came of
    /// it, depends on no others.
    /// </summary>
    internal IReadOnlyList<string> Consulted => [.. _consulted.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Says that what comes of these settings depends on some of the values.</summary>
    internal void Consult(IEnumerable<string> parameters)
    {
        foreach (string parameter in parameters)
        {
            _consulted[parameter] = true;
        }
    }
}
