using Model.Catalogue;
using Model.Systems;

namespace Model.Scenarios.Variants;

/// <summary>A scenario about one piece of host code; its platforms are the variants of that code.</summary>
public sealed class VariantScenario : Scenario
{
    internal VariantScenario(string name, string summary, Type logic, params ReadOnlySpan<Parameter> parameters)
    {
        Name = name;
        Summary = summary;
        Logic = logic;
        Parameters = [.. parameters];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Summary { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<PlatformDescription> Platforms =>
        [
            .. Variants.Select(variant => new PlatformDescription(
                variant.Name,
                variant.Summary,
                variant.Evidence,
                variant.Sources,
                []
            )
            {
                Logic = Logic,
            }),
        ];

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixRow> Matrix =>
        [
            .. Variants.Select(variant => new MatrixRow(
                variant.Name,
                new SortedDictionary<string, string>(StringComparer.Ordinal),
                variant.Observed,
                variant.Expected
            )),
        ];

    /// <summary>The variants; the first is the default.</summary>
    internal IReadOnlyList<Variant> Variants { get; init; } = [];

    /// <summary>For each part of each variant that holds, what happens without it.</summary>
    internal IReadOnlyList<Removal> Removals { get; init; } = [];

    /// <summary>The class of the code that the scenario is about.</summary>
    internal Type Logic { get; }

    /// <inheritdoc/>
    public override SystemModel Build(PlatformDescription platform, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(settings);
        return Build(platform.Name, settings, Ablations.All(), platform.Patch);
    }

    /// <summary>Builds a fresh model.</summary>
    /// <param name="variant">The name of a variant.</param>
    /// <param name="settings">Values for the parameters.</param>
    /// <param name="parts">The parts that the model has.</param>
    /// <param name="patch">What stands in for the logic, or <c>null</c>.</param>
    internal SystemModel Build(string variant, Settings settings, Ablations parts, Patch? patch = null)
    {
        var model = new SystemModel(Name);
        (patch ?? new Patch(Logic, "")).Make<HostLogic>(new VariantSetup(variant, settings, parts)).AddTo(model);
        return model;
    }
}

/// <summary>
/// One form of the code that a scenario is about: as it was, as somebody fixed it, or as one might think of fixing it.
/// </summary>
/// <param name="Name">As <c>--on</c> takes it.</param>
/// <param name="Summary">What is special about it, in one line.</param>
/// <param name="Evidence">How sure it is that such code behaves as modelled.</param>
/// <param name="Sources">Where it is from: routines, versions, commits.</param>
/// <param name="Observed">What was reported of it, or empty.</param>
/// <param name="Expected">The verdict that it must get.</param>
internal sealed record Variant(
    string Name,
    string Summary,
    Evidence Evidence,
    string Sources,
    string Observed,
    ExpectedVerdict Expected
);

/// <summary>What the logic of a variant is told.</summary>
public sealed class VariantSetup
{
    private readonly Ablations _parts;

    internal VariantSetup(string variant, Settings settings, Ablations parts)
    {
        Variant = variant;
        Settings = settings;
        _parts = parts;
    }

    /// <summary>The name of the variant.</summary>
    public string Variant { get; }

    /// <summary>Values for the scenario's parameters.</summary>
    public Settings Settings { get; }

    /// <summary>
    /// Whether the model has one of the parts that hold a fixed form together; to be asked in a constructor, never in a
    /// process.
    /// </summary>
    /// <param name="part">The part's name.</param>
    public bool Has(string part) => _parts.Has(part);
}

/// <summary>What happens to a fixed form when one part of it is removed.</summary>
/// <param name="Variant">The fixed form.</param>
/// <param name="Part">The part.</param>
/// <param name="Expected">The verdict without it.</param>
/// <param name="Why">What it prevents or, where its removal is not caught, why it is redundant here.</param>
internal sealed record Removal(string Variant, string Part, ExpectedVerdict Expected, string Why);

/// <summary>
/// Host code as a model: what its threads share, and its routines as steps, which a patch may override.
/// </summary>
public abstract class HostLogic
{
    /// <summary>Adds the processes and the properties.</summary>
    internal abstract void AddTo(SystemModel model);
}
