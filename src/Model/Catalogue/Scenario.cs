using Model.Input;
using Model.Systems;

namespace Model.Catalogue;

/// <summary>An entry of the catalogue: something that can be checked on one or more platforms.</summary>
public abstract class Scenario
{
    /// <summary>The name, as commands take it.</summary>
    public abstract string Name { get; }

    /// <summary>What it is about, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>What can be set about it, whatever the platform.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The platforms it runs on; the first is the default.</summary>
    public abstract IReadOnlyList<PlatformDescription> Platforms { get; }

    /// <summary>The table of platforms beside what was observed on them.</summary>
    public abstract IReadOnlyList<MatrixRow> Matrix { get; }

    /// <summary>Everything that can be set on a platform: the scenario's parameters, then the platform's.</summary>
    public IReadOnlyList<Parameter> ParametersOn(PlatformDescription platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return [.. Parameters, .. platform.Parameters];
    }

    /// <summary>Builds a fresh model.</summary>
    /// <param name="platform">One of <see cref="Platforms"/>.</param>
    /// <param name="settings">Values for <see cref="ParametersOn"/>.</param>
    /// <exception cref="InputException">The settings do not go together.</exception>
    public abstract SystemModel Build(PlatformDescription platform, Settings settings);
}
