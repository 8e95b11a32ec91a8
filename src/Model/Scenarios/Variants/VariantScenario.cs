using Model.Patches;
using Model.Systems;

namespace Model.Scenarios.Variants;

/// <summary>A scenario about one piece of host code; its platforms are the variants of that code.</summary>
public abstract class VariantScenario : Scenario
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<PlatformDescription> Platforms =>
        [.. Variants.Select(variant => new PlatformDescription(variant.Name, variant.Summary, variant.Evidence, variant.Sources, []) { Logic = Logic })];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<MatrixRow> Matrix =>
    [
        .. Variants.Select(variant => new MatrixRow(
            variant.Name, new SortedDictionary<string, string>(StringComparer.Ordinal), variant.Observed, variant.Expected)),
    ];

    /// <summary>The variants; the first is the default.</summary>
    internal abstract IReadOnlyList<Variant> Variants { get; }

    /// <summary>For each part of each variant that holds, what happens without it.</summary>
    internal abstract IReadOnlyList<Removal> Removals { get; }

    /// <summary>The class of the code that the scenario is about.</summary>
    internal abstract Type Logic { get; }

    /// <inheritdoc/>
    public sealed override SystemModel Build(PlatformDescription platform, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(settings);
        return Build(platform.Name, settings, Parts.All(), platform.Patch);
    }

    /// <summary>Builds a fresh model.</summary>
    /// <param name="variant">The name of a variant.</param>
    /// <param name="settings">Values for the parameters.</param>
    /// <param name="parts">The parts that the model has.</param>
    /// <param name="patch">What stands in for the logic, or <c>null</c>.</param>
    internal SystemModel Build(string variant, Settings settings, Parts parts, Patch? patch = null)
    {
        var model = new SystemModel(Name);
        (patch ?? new Patch(Logic, "")).Make<HostLogic>(new VariantSetup(variant, settings, parts)).AddTo(model);
        return model;
    }
}
