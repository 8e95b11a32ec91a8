namespace Model.Systems;

/// <summary>The claim that every execution of a model ends as an execution of another one may.</summary>
/// <param name="Reference">The other model: the same guest on the hardware.</param>
/// <param name="Observed">Names of values, known to both models, that are compared at the end.</param>
public sealed record ModelRefinement(SystemModel Reference, IReadOnlyList<string> Observed)
{
    /// <summary>The claim as reports show it.</summary>
    public string Name => $"{string.Join(", ", Observed)} as on the hardware";
}
