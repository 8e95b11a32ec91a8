using Model.Systems;

namespace Checker;

/// <summary>The way in: <c>Explore.Model(model).Exhaustively()</c>.</summary>
public static class Explore
{
    /// <summary>Prepares to explore a model.</summary>
    /// <exception cref="ArgumentException">The model has no process.</exception>
    public static ModelExploration Model(SystemModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ModelExploration(model);
    }
}
