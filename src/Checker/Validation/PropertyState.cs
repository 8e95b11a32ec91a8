namespace Checker.Validation;

/// <summary>What is known of a property in one setting.</summary>
internal enum PropertyState
{
    /// <summary>It holds in every reachable state.</summary>
    Holds,

    /// <summary>It fails; there is a trace.</summary>
    Violated,

    /// <summary>It did not fail as far as explored, but a limit stopped the search.</summary>
    Bounded,

    /// <summary>It did not fail, because it was never put to the test.</summary>
    Vacuous,
}
