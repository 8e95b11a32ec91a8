using Checker.Automata.Guards;

namespace Checker.Automata;

/// <summary>How processes are compiled.</summary>
/// <param name="Watch">Notices a body that does not come back.</param>
internal sealed record AutomataOptions(BodyWatch Watch)
{
    /// <summary>Where this is false nothing goes on; <c>null</c> for no constraint.</summary>
    public CompiledProperty? Constraint { get; init; }

    /// <summary>Whether every local step is run twice to catch hidden nondeterminism.</summary>
    public bool VerifyModel { get; init; }

    /// <summary>Whether locals that will never be read again count as well: more states, the same verdicts. For tests of the liveness analysis.</summary>
    public bool DeadLocalsCount { get; init; }

    /// <summary>Local states of one process beyond which it counts as unbounded.</summary>
    public int MaximumLocalStates { get; init; } = 1 << 20;
}
