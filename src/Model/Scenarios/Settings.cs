using System.Globalization;
using Model.Systems;

namespace Model.Scenarios;

/// <summary>A value for each of some parameters, all within range.</summary>
public sealed class Settings
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

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
            var parameter = parameters.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw new InputException(
                    $"there is no parameter {name} here; expected one of {string.Join(", ", parameters.Select(candidate => candidate.Name))}",
                    NearestName.Of(name, parameters.Select(candidate => candidate.Name)) is { } near ? $"did you mean {near}?" : "");
            _values[name] = parameter.Normalise(value);
        }
    }

    /// <summary>All values by name, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>The word that a parameter is set to.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public string Word(string parameter) => _values[parameter];

    /// <summary>The number that a parameter is set to.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public int Number(string parameter) => int.Parse(_values[parameter], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
