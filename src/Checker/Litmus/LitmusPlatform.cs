using Model.Catalogue;
using Model.Input;
using Model.Platforms;

namespace Checker.Litmus;

/// <summary>What a litmus test runs on.</summary>
/// <param name="Description">The platform.</param>
/// <param name="Settings">Values for all its parameters.</param>
internal sealed record LitmusPlatform(PlatformDescription Description, Settings Settings)
{
    /// <summary>The platform's name.</summary>
    public string Name => Description.Name;

    /// <summary>A platform with some parameters set and the others at their defaults.</summary>
    /// <param name="name">The platform's name; <c>null</c> for the hardware.</param>
    /// <param name="given">The parameters set.</param>
    /// <exception cref="InputException">A name is unknown or a value out of range.</exception>
    public static LitmusPlatform Of(string? name, IReadOnlyDictionary<string, string> given)
    {
        var names = PlatformCatalogue.All.Select(platform => platform.Name).ToList();
        var found = name is null
            ? PlatformCatalogue.Hardware
            : PlatformCatalogue.All.FirstOrDefault(platform => platform.Name == name)
                ?? throw (
                    NearestName.Of(name, names) is { } near
                        ? new InputException($"there is no platform '{name}'", $"did you mean {near}?")
                        : new InputException(
                            $"there is no platform '{name}'; expected one of {string.Join(", ", names)}"
                        )
                );
        return new LitmusPlatform(found, new Settings(found.Parameters, given));
    }

    /// <summary>The hardware under the same memory model.</summary>
    public LitmusPlatform Hardware() => Of(null, PlatformCatalogue.ProcessorOf(Settings));

    /// <summary>The parameters that differ from their defaults, as <c>name=value</c>.</summary>
    public string Changed =>
        string.Join(
            ' ',
            Description
                .Parameters.Where(parameter => Settings.Word(parameter.Name) != parameter.Default)
                .Select(parameter => $"{parameter.Name}={Settings.Word(parameter.Name)}")
                .Order(StringComparer.Ordinal)
        );
}
