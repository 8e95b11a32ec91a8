using Checker.Automata.Guards;
using Model.Steps;

namespace Checker.Automata;

/// <summary>How processes are compiled.</summary>
/// <param name="Watch">Notices a body that does not come back.</param>
internal sealed record AutomataOptions(BodyWatch Watch)
{
    /// <summary>Where this is false nothing goes on; <c>null</c> for no constraint.</summary>
    public CompiledProperty? Constraint { get; init; }

    /// <summary>Whether every local step is run twice to catch hidden nondeterminism.</summary>
    public bool VerifyModel { get; init; }

    /// <summary>
    /// Whether locals that will never be read again count as well: more states, the same verdicts. For tests of the
    /// liveness analysis.
    /// </summary>
    public bool DeadLocalsCount { get; init; }

    /// <summary>Instructions that a guest's CPU may run in one local step; at least 1.</summary>
    public long MaximumInstructions { get; init; } = StepContext.DefaultMostInstructions;

    /// <summary>Whether a local step that takes long is to be given up, since the exploration is to end.</summary>
    public Func<bool>? IsOver { get; init; }

    /// <summary>Local states of one process beyond which it counts as unbounded.</summary>
    public int MaximumLocalStates { get; init; } = 1 << 20;
}
