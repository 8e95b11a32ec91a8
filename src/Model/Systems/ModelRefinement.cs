using Model.Steps;

namespace Model.Systems;

/// <summary>The claim that every execution of a model ends as an execution of another one may.</summary>
/// <param name="Reference">The other model: the same guest on the hardware.</param>
/// <param name="Observed">Names of values, known to both models, that are compared at the end; none when the ends are
/// compared in a way of their own.</param>
public sealed record ModelRefinement(SystemModel Reference, IReadOnlyList<string> Observed)
{
    /// <summary>The claim as reports show it.</summary>
    public string Name =>
        Ends is null ? $"{string.Join(", ", Observed)} as on the hardware" : "ends as on the hardware";

    /// <summary>
    /// What is compared at the end of the model and of the other one; <c>null</c> when that is the values observed.
    /// </summary>
    internal (Func<StateView, string> Model, Func<StateView, string> Reference)? Ends { get; init; }
}
