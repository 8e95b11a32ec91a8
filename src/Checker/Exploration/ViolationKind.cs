namespace Checker.Exploration;

/// <summary>How a property fails.</summary>
public enum ViolationKind
{
    /// <summary>An invariant is false in a reachable state.</summary>
    Invariant,

    /// <summary>No process can step, and not all have finished.</summary>
    Deadlock,

    /// <summary>A reachable state from which the goal can never be reached, whatever is scheduled.</summary>
    Stuck,

    /// <summary>A claim in a process body is false, or the body throws.</summary>
    Assertion,

    /// <summary>A guest-visible outcome that real hardware does not allow.</summary>
    Refinement,

    /// <summary>Nothing fails: a trace of this kind shows that a state can be reached.</summary>
    None,
}
