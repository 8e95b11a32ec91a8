namespace Model.Systems;

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
