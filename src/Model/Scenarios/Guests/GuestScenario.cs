using Model.Catalogue;
using Model.Guests.Images;
using Model.Input;
using Model.Platforms;
using Model.Systems;

namespace Model.Scenarios.Guests;

/// <summary>A scenario about a guest program, made from its definition.</summary>
public sealed class GuestScenario : Scenario
{
    private readonly GuestDefinition _definition;

    internal GuestScenario(GuestDefinition definition)
    {
        _definition = definition;
        Parameters = [.. definition.Parameters.Select(parameter => parameter.Parameter), .. Modelling];
    }

    /// <summary>What can be set about every guest.</summary>
    public static IReadOnlyList<Parameter> Modelling { get; } =
    [
        Parameter.OneOf(
            "registers",
            "whether registers and flags that the code will not read again count in the state",
            "live",
            "kept"
        ),
        Parameter.OneOf("stacks", "whether a CPU's stack is its own or ordinary shared memory", "private", "shared"),
    ];

    /// <inheritdoc/>
    public override string Name => _definition.Name;

    /// <inheritdoc/>
    public override string Summary => _definition.Summary;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<PlatformDescription> Platforms => PlatformCatalogue.All;

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixRow> Matrix => _definition.Matrix;

    /// <inheritdoc/>
    public override SystemModel Build(PlatformDescription platform, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(settings);
        var model = Guest(settings).On(platform, settings);
        string[] observed = [.. _definition.Observed.Select(name => Expansion(settings).Of(name).Text)];
        var hardware = PlatformCatalogue.Hardware;
        if (observed.Length > 0 && platform != hardware)
        {
            var kept = ParametersOn(hardware)
                .Select(parameter => parameter.Name)
                .Where(settings.Has)
                .ToDictionary(name => name, settings.Word);
            model.Refines(Guest(settings).On(hardware, new Settings(ParametersOn(hardware), kept)), observed);
        }

        return model;
    }

    /// <summary>The program as it is with these settings.</summary>
    /// <exception cref="InputException">The settings do not go together, or the image is missing or
    /// malformed.</exception>
    internal GuestImage Image(Settings settings) => Guest(settings).Image;

    /// <summary>The expressions of the model's properties with their places, and the names that are observed.</summary>
    internal (IReadOnlyList<ExpandedText> Properties, IReadOnlyList<ExpandedText> Observed) Expressions(
        Settings settings
    )
    {
        var expansion = Expansion(settings);
        return (
            [
                .. _definition
                    .Invariants.Concat(_definition.Goals)
                    .Concat(_definition.Constraint is { } constraint ? [constraint] : [])
                    .Select(expression => Ellipsis.Expand(expansion.Of(expression))),
            ],
            [.. _definition.Observed.Select(expansion.Of)]
        );
    }

    private GuestBuilder Guest(Settings settings)
    {
        foreach (var definition in _definition.Parameters)
        {
            string name = definition.Parameter.Name;
            if (
                definition.Words.TryGetValue(settings.Word(name), out var word)
                && word
                    .Needs.OrderBy(need => need.Key, StringComparer.Ordinal)
                    .FirstOrDefault(need => settings.Word(need.Key) != need.Value)
                    is { Key: { } other } missing
            )
            {
                throw new InputException(
                    $"{name}={settings.Word(name)} needs {other}={missing.Value}",
                    $"add --set {other}={missing.Value}"
                );
            }
        }

        return new GuestBuilder(_definition, Expansion(settings));
    }

    private Expansion Expansion(Settings settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var definition in _definition.Parameters)
        {
            string name = definition.Parameter.Name;
            string value = settings.Word(name);
            values[name] = value;
            if (definition.Words.TryGetValue(value, out var word))
            {
                foreach (var (key, attribute) in word.Values.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    values[$"{name}.{key}"] = attribute;
                }
            }
        }

        return new Expansion(_definition.File, values);
    }
}
