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

/// <summary>What a property claims of the reachable states.</summary>
public enum PropertyKind
{
    /// <summary>It holds in every one of them.</summary>
    Invariant,

    /// <summary>From every one of them a state can be reached in which it holds.</summary>
    Goal,

    /// <summary>Nothing: states in which it is false are not gone on from.</summary>
    Constraint,
}
