namespace Checker.Coyote.Schedules;

/// <summary>How the verdicts of two engines on one model go together.</summary>
internal enum Agreement
{
    /// <summary>Both found the model to be violated in the same way; or it holds, and Coyote found nothing.</summary>
    Agrees,

    /// <summary>
    /// Checker found a violation; Coyote did not, in as many schedules, with at least half of the seeds.
    /// </summary>
    Missed,

    /// <summary>Coyote found a violation that Checker, having visited every state, says there is not.</summary>
    Contradicts,

    /// <summary>
    /// Nothing can be said: a search was cut or a run interrupted, or the only violations are refinements, which Coyote
    /// does not judge.
    /// </summary>
    Undecided,
}
