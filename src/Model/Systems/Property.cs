using Model.Steps;

namespace Model.Systems;

/// <summary>A claim about a model, given either as an expression or as a predicate.</summary>
/// <param name="Name">The claim as reports show it.</param>
/// <param name="Kind">What is claimed.</param>
public sealed record Property(string Name, PropertyKind Kind)
{
    /// <summary>The expression, or <c>null</c> when a predicate is given.</summary>
    public string? Expression { get; init; }

    /// <summary>The predicate, or <c>null</c> when an expression is given.</summary>
    public Func<StateView, bool>? Predicate { get; init; }
}
