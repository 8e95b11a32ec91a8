namespace Checker.Targets;

/// <summary>What the shell is told; part of the contract.</summary>
internal enum ExitCode
{
    /// <summary>Everything holds; a trace replays exactly; the matrix agrees.</summary>
    Holds = 0,

    /// <summary>A property fails; a trace drifts; the matrix does not agree.</summary>
    Violated = 1,

    /// <summary>Something that the user gave is wrong.</summary>
    BadInput = 2,

    /// <summary>Bounded or vacuous: nothing is known for certain.</summary>
    Inconclusive = 3,

    /// <summary>A fault of ours.</summary>
    Internal = 70,
}
